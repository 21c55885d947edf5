using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOps.Simulator.Api.Defaulting;
using ChatOps.Simulator.Api.Validating;
using ChatOps.Simulator.Store;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Simulator.Api.Validating;

public sealed class ValidationTests
{
    private const string Set = """
        {"metadata": {"name": "w"}, "spec": {"serviceName": "w", "replicas": 1, "selector": {"matchLabels": {"a": "b"}},
         "template": {"metadata": {"labels": {"a": "b"}}, "spec": {"containers": [{"name": "main", "image": "i:1"}]}}}}
        """;

    [Fact]
    public void Negative_replicas_are_refused_in_the_words_of_the_real_server() =>
        Refusal(ResourceTypes.StatefulSets, Set, json => json.Child("spec")["replicas"] = -1).Message.ShouldBe(
            "StatefulSet.apps \"w\" is invalid: spec.replicas: Invalid value: -1: must be greater than or equal to 0");

    [Fact]
    public void A_selector_must_select_the_template() =>
        Refusal(ResourceTypes.StatefulSets, Set, json => json.Child("spec", "template", "metadata", "labels")["a"] = "c")
            .Message.ShouldContain("`selector` does not match template `labels`");

    [Fact]
    public void A_pod_needs_containers_with_names_and_images() =>
        Refusal(ResourceTypes.Pods, """{"metadata": {"name": "p"}, "spec": {"containers": [{}]}}""").Message.ShouldBe(
            "Pod \"p\" is invalid: [spec.containers[0].name: Required value, spec.containers[0].image: Required value]");

    [Theory]
    [InlineData("Upper")]
    [InlineData("-dash")]
    [InlineData("under_score")]
    [InlineData("")]
    public void A_name_must_be_a_DNS_name(string name) => Refusal(
        ResourceTypes.ConfigMaps, $$$"""{"metadata": {"name": "{{{name}}}"}}""").Message.ShouldContain("metadata.name");

    [Fact]
    public void A_request_may_not_exceed_its_limit() => Refusal(
            ResourceTypes.Pods,
            """
            {"metadata": {"name": "p"}, "spec": {"containers": [{"name": "m", "image": "i",
             "resources": {"requests": {"memory": "2Gi"}, "limits": {"memory": "1Gi"}}}]}}
            """)
        .Message.ShouldContain("must be less than or equal to memory limit of 1Gi");

    [Theory]
    [InlineData("replicas", "5", true)]
    [InlineData("serviceName", "\"other\"", false)]
    [InlineData("podManagementPolicy", "\"Parallel\"", false)]
    [InlineData("minReadySeconds", "5", true)]
    public void A_stateful_set_may_change_little(string field, string value, bool may) =>
        MayChange(ResourceTypes.StatefulSets, Set, json => json.Child("spec")[field] = JsonNode.Parse(value)).ShouldBe(may);

    [Fact]
    public void A_pod_may_change_its_image_and_gain_tolerations_only()
    {
        const string Pod = """
            {"metadata": {"name": "p"}, "spec": {"tolerations": [{"key": "a"}], "containers": [{"name": "m", "image": "i:1"}]}}
            """;

        MayChange(ResourceTypes.Pods, Pod, json => json.Child("spec")["containers"]![0]!["image"] = "i:2").ShouldBeTrue();
        MayChange(ResourceTypes.Pods, Pod, json => json.Child("spec").ChildArray("tolerations").Add(new JsonObject())).ShouldBeTrue();
        MayChange(ResourceTypes.Pods, Pod, json => json.Child("spec").ChildArray("tolerations").Clear()).ShouldBeFalse();
        MayChange(ResourceTypes.Pods, Pod, json => json.Child("spec")["nodeName"] = "node-1").ShouldBeFalse();
    }

    [Fact]
    public void A_bound_claim_may_grow_and_never_shrink()
    {
        const string Claim = """
            {"metadata": {"name": "c"}, "status": {"phase": "Bound"},
             "spec": {"accessModes": ["ReadWriteOnce"], "volumeName": "v", "resources": {"requests": {"storage": "10Gi"}}}}
            """;

        MayChange(ResourceTypes.PersistentVolumeClaims, Claim, Storage("20Gi")).ShouldBeTrue();
        MayChange(ResourceTypes.PersistentVolumeClaims, Claim, Storage("5Gi")).ShouldBeFalse();
        MayChange(ResourceTypes.PersistentVolumeClaims, Claim, json => json.Child("spec")["storageClassName"] = "x").ShouldBeFalse();

        static Action<JsonObject> Storage(string size) => json => json.Child("spec", "resources", "requests")["storage"] = size;
    }

    private static ApiException Refusal(ResourceType type, string json, Action<JsonObject>? spoil = null)
    {
        var read = Filled(type, json);
        spoil?.Invoke(read);
        return Should.Throw<ApiException>(() => Validation.CheckNew(type, read));
    }

    private static bool MayChange(ResourceType type, string json, Action<JsonObject> change)
    {
        var after = Filled(type, json);
        change(after);
        try
        {
            Validation.CheckChange(type, JsonSerializer.SerializeToElement(Filled(type, json)), after);
            return true;
        }
        catch (ApiException refusal) when (refusal.Code == 422)
        {
            return false;
        }
    }

    private static JsonObject Filled(ResourceType type, string json)
    {
        var read = (JsonObject)JsonNode.Parse(json)!;
        Defaults.Fill(type, read);
        return read;
    }
}
