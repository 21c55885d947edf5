using ChatOps.Fitting;
using ChatOps.Quotas;
using ChatOps.Tests.Cluster;
using ChatOps.Tests.Fakes;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Quotas;

public sealed class QuotaRoomTests
{
    private IReadOnlyList<PodToCome> Five(string resources) => [.. Enumerable.Repeat(new PodToCome(Pod(resources), []), 5)];

    private const string Space = "n";

    private const string Asking =
        """
        "requests":{"cpu":"500m","memory":"1Gi"},"limits":{"cpu":"1","memory":"1Gi"}
        """;

    private readonly FakeInventory _inventory = new();

    [Theory]
    [InlineData("requests.cpu", "3", "2", 2)]
    [InlineData("cpu", "3", "2500m", 1)]
    [InlineData("limits.cpu", "3", "2", 1)]
    [InlineData("requests.memory", "4Gi", "1Gi", 3)]
    [InlineData("limits.memory", "4Gi", "3072Mi", 1)]
    [InlineData("pods", "5", "3", 2)]
    [InlineData("pods", "5", "7", 0)]
    [InlineData("services", "1", "1", 5)]
    [InlineData("requests.nvidia.com/gpu", "0", "0", 5)]
    public void As_many_pods_fit_as_each_line_of_the_quota_allows(string resource, string hard, string used, int most)
    {
        Limit(resource, hard, used);

        Room.Most(Five(Asking)).ShouldBe(most);
    }

    [Fact]
    public void A_refusal_says_what_is_short_and_by_how_much()
    {
        Limit("limits.cpu", "3600m", "3200m");

        Room.Refusals(Pod(Asking), pods: 1).ShouldHaveSingleItem().Words.ShouldBe(
            "quota q is 600m short of limits.cpu: 1 pod would take 1, and 3200m of 3600m is used");
    }

    [Fact]
    public void A_container_that_names_nothing_is_refused_whatever_is_left()
    {
        Limit("requests.cpu", "100", "0");

        Room.Refusals(Pod(""), pods: 1).ShouldHaveSingleItem().Words.ShouldBe(
            "quota q takes only pods whose containers all name requests.cpu, and c names none");
    }

    [Fact]
    public void What_a_limit_range_fills_in_counts()
    {
        Limit("requests.cpu", "1", "0");
        _inventory.LimitRanges = [Manifests.LimitRange(
            $$"""{"metadata":{"name":"r","uid":"r","namespace":"{{Space}}"},"spec":{"limits":[{"type":"Container","defaultRequest":{"cpu":"400m"} }]} }""")];

        Room.Most(Five("")).ShouldBe(2);
    }

    [Fact]
    public void Quotas_of_other_namespaces_and_those_that_count_only_some_pods_are_left_out()
    {
        Limit("pods", "0", "0", space: "other");
        Limit("pods", "0", "0", spec: "\"scopes\":[\"Terminating\"]");
        Limit("pods", "0", "0", spec: "\"scopeSelector\":{\"matchExpressions\":[{\"scopeName\":\"PriorityClass\",\"operator\":\"Exists\"}]}");

        Room.Refusals(Pod(Asking), pods: 1).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Container", "\"max\":{\"cpu\":\"800m\"}", Asking, "c may take 1 CPU, and 800m CPU is the most")]
    [InlineData("Container", "\"max\":{\"cpu\":\"2\"}", "\"requests\":{\"cpu\":\"1\"}", "c has no limit of CPU, and 2 CPU is the most")]
    [InlineData("Container", "\"min\":{\"memory\":\"2Gi\"}", Asking, "c asks for 1024Mi memory, and 2048Mi memory is the least")]
    [InlineData("Container", "\"min\":{\"cpu\":\"100m\"}", "", "c asks for no CPU, and 100m CPU is the least")]
    [InlineData("Pod", "\"max\":{\"memory\":\"512Mi\"}", Asking, "the pod may take 1024Mi memory, and 512Mi memory is the most")]
    public void A_pod_that_a_limit_range_would_refuse_never_comes_whatever_is_left(string type, string bounds, string resources, string reason)
    {
        Bound(type, bounds);

        Room.Refusals(Pod(resources), pods: 1).ShouldHaveSingleItem().Words.ShouldBe($"limit range r refuses it: {reason}");
    }

    [Theory]
    [InlineData("Container", "\"max\":{\"cpu\":\"1\"},\"min\":{\"cpu\":\"500m\"}", Asking)]
    [InlineData("Container", "\"max\":{\"cpu\":\"2\"},\"default\":{\"cpu\":\"2\"}", "")]
    [InlineData("PersistentVolumeClaim", "\"max\":{\"storage\":\"1Gi\"}", Asking)]
    public void A_pod_within_the_bounds_of_a_limit_range_may_come(string type, string bounds, string resources)
    {
        Bound(type, bounds);

        Room.Refusals(Pod(resources), pods: 1).ShouldBeEmpty();
    }

    private void Bound(string type, string bounds) => _inventory.LimitRanges = [Manifests.LimitRange(
        $$"""{"metadata":{"name":"r","uid":"r","namespace":"{{Space}}"},"spec":{"limits":[{"type":"{{type}}",{{bounds}} }]} }""")];

    private QuotaRoom Room => QuotaRoom.Of(_inventory, Space);

    private void Limit(string resource, string hard, string used, string space = Space, string spec = "") =>
        _inventory.Quotas = [.. _inventory.Quotas, Manifests.Quota(
            $$"""
            {"metadata":{"name":"q","uid":"q","namespace":"{{space}}"},"spec":{ {{spec}} },
             "status":{"hard":{"{{resource}}":"{{hard}}"},"used":{"{{resource}}":"{{used}}"} } }
            """)];

    private Candidate Pod(string resources) => Candidate.Of(
        Manifests.Workload(
            $$"""
            {"metadata":{"name":"w","uid":"w","namespace":"{{Space}}"},
             "spec":{"template":{"spec":{"containers":[{"name":"c","resources":{ {{resources}} } }]} } } }
            """),
        _inventory.LimitRanges);
}
