using ChatOps.Simulator.Store;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Simulator.Admission;

public sealed class QuotaTests
{
    private readonly ClusterFixture _cluster = new();

    [Fact]
    public void A_pod_over_quota_is_refused_in_the_words_of_the_real_one()
    {
        Quota("""{"requests.cpu": "300m", "pods": "10"}""");
        Pod("a", """{"requests": {"cpu": "200m"}}""");

        var refused = Should.Throw<ApiException>(() => Pod("b", """{"requests": {"cpu": "200m"}}"""));

        refused.Code.ShouldBe(403);
        refused.Message.ShouldBe(
            "pods \"b\" is forbidden: exceeded quota: q, requested: requests.cpu=200m, used: requests.cpu=200m, limited: requests.cpu=300m");
    }

    [Fact]
    public void A_pod_that_leaves_out_what_the_quota_names_is_refused()
    {
        Quota("""{"limits.memory": "1Gi", "requests.cpu": "1"}""");

        Should.Throw<ApiException>(() => Pod("a", """{"requests": {"memory": "1Mi"}}""")).Message
            .ShouldBe("pods \"a\" is forbidden: failed quota: q: must specify limits.memory for: main; requests.cpu for: main");
    }

    [Fact]
    public void Terminating_pods_count_until_they_are_gone_and_ended_ones_do_not()
    {
        Quota("""{"pods": "5", "requests.cpu": "2", "limits.memory": "4Gi"}""");
        Pod("a", """{"requests": {"cpu": "200m"}, "limits": {"memory": "512Mi"}}""");
        Pod("b", """{"requests": {"cpu": "50m"}, "limits": {"memory": "512Mi"}}""", restartPolicy: "Never");
        _cluster.Pass(9);
        Used("requests.cpu").ShouldBe("250m");
        Used("limits.memory").ShouldBe("1Gi");

        _cluster.Delete(ResourceTypes.Pods, "a");
        _cluster.Settle();
        Used("pods").ShouldBe("2");
        _cluster.Pass(3);
        Used("pods").ShouldBe("1");

        _cluster.PassUntil(() => _cluster.Pod("b").Json.Text("status", "phase") == "Succeeded");
        _cluster.Settle();
        Used("requests.cpu").ShouldBe("0");
    }

    [Fact]
    public void Claims_count_by_size_and_class()
    {
        Quota("""{"requests.storage": "3Gi", "standard.storageclass.storage.k8s.io/requests.storage": "2Gi", "persistentvolumeclaims": "5"}""");
        Claim("a");
        _cluster.Settle();
        Used("requests.storage").ShouldBe("2Gi");

        Should.Throw<ApiException>(() => Claim("b")).Message.ShouldContain("exceeded quota: q, requested: requests.storage=2Gi");
    }

    [Fact]
    public void A_limit_range_fills_in_defaults_before_the_quota_asks_for_them()
    {
        LimitRange("""{"type": "Container", "default": {"cpu": "100m"}, "defaultRequest": {"cpu": "50m"}}""");
        Quota("""{"requests.cpu": "1", "limits.cpu": "1"}""");

        var pod = Pod("a", "{}");

        pod.Json.At("spec", "containers")[0].Text("resources", "requests", "cpu").ShouldBe("50m");
        pod.Json.At("spec", "containers")[0].Text("resources", "limits", "cpu").ShouldBe("100m");
    }

    [Fact]
    public void A_pod_above_the_limit_range_is_refused()
    {
        LimitRange("""{"type": "Pod", "max": {"cpu": "3500m"}}""");

        Should.Throw<ApiException>(() => Pod("a", """{"limits": {"cpu": "4"}}""")).Message
            .ShouldBe("pods \"a\" is forbidden: maximum cpu usage per Pod is 3500m, but limit is 4");
    }

    private string? Used(string resource) => _cluster.Get(ResourceTypes.ResourceQuotas, "q").Json.Text("status", "used", resource);

    private void Quota(string hard) => _cluster.Create(
        ResourceTypes.ResourceQuotas, $$$"""{"metadata": {"name": "q", "namespace": "n"}, "spec": {"hard": {{{hard}}} } }""");

    private void LimitRange(string limit) => _cluster.Create(
        ResourceTypes.LimitRanges, $$$"""{"metadata": {"name": "l", "namespace": "n"}, "spec": {"limits": [{{{limit}}}] } }""");

    private StoredObject Pod(string name, string resources, string restartPolicy = "Always") => _cluster.Create(ResourceTypes.Pods, $$$"""
        {"metadata": {"name": "{{{name}}}", "namespace": "n"},
         "spec": {"restartPolicy": "{{{restartPolicy}}}", "containers": [{"name": "main", "image": "main:1", "resources": {{{resources}}} }] } }
        """);

    private void Claim(string name) => _cluster.Create(ResourceTypes.PersistentVolumeClaims, $$"""
        {"metadata": {"name": "{{name}}", "namespace": "n"},
         "spec": {"accessModes": ["ReadWriteOnce"], "resources": {"requests": {"storage": "2Gi"} } } }
        """);
}
