using System.Text.Json.Nodes;
using ChatOps.Simulator.Api.Patching;
using ChatOps.Simulator.Store;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Simulator.Api.Patching;

public sealed class PatchTests
{
    private static readonly DateTimeOffset Now = new(2018, 10, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("""{"a": 1}""", """{"b": {"c": 2}}""", """{"a": 1, "b": {"c": 2}}""")]
    [InlineData("""{"a": {"b": 1, "c": 2}}""", """{"a": {"b": null}}""", """{"a": {"c": 2}}""")]
    [InlineData("""{"a": [1, 2]}""", """{"a": [3]}""", """{"a": [3]}""")]
    [InlineData("""{"a": 1}""", """{"a": {"b": null}}""", """{"a": {}}""")]
    public void A_merge_patch_merges_objects_and_replaces_all_else(string before, string patch, string after)
    {
        var target = Read(before);
        MergePatch.Apply(target, Read(patch));
        ShouldBe(target, after);
    }

    [Theory]
    [InlineData("""{"a": [1, 2]}""", """[{"op": "add", "path": "/a/1", "value": 9}]""", """{"a": [1, 9, 2]}""")]
    [InlineData("""{"a": [1]}""", """[{"op": "add", "path": "/a/-", "value": 2}]""", """{"a": [1, 2]}""")]
    [InlineData("""{"a": {"x/y": 1}}""", """[{"op": "remove", "path": "/a/x~1y"}]""", """{"a": {}}""")]
    [InlineData("""{"a": 1}""", """[{"op": "test", "path": "/a", "value": 1}, {"op": "replace", "path": "/a", "value": 2}]""", """{"a": 2}""")]
    [InlineData("""{"a": 1}""", """[{"op": "move", "from": "/a", "path": "/b"}]""", """{"b": 1}""")]
    [InlineData("""{"a": 1}""", """[{"op": "copy", "from": "/a", "path": "/b"}]""", """{"a": 1, "b": 1}""")]
    public void A_JSON_patch_does_what_it_says(string before, string patch, string after)
    {
        var target = Read(before);
        JsonPatch.Apply(target, (JsonArray)JsonNode.Parse(patch)!);
        ShouldBe(target, after);
    }

    [Theory]
    [InlineData("""[{"op": "test", "path": "/a", "value": 2}]""")]
    [InlineData("""[{"op": "remove", "path": "/nope"}]""")]
    [InlineData("""[{"op": "replace", "path": "/list/7", "value": 2}]""")]
    [InlineData("""[{"op": "burn", "path": "/a"}]""")]
    [InlineData("""[{"op": "add", "path": "no-slash", "value": 1}]""")]
    [InlineData("""["remove"]""")]
    public void A_JSON_patch_that_cannot_be_done_is_refused(string patch) =>
        Should.Throw<ApiException>(
            () => JsonPatch.Apply(Read("""{"a": 1, "list": []}"""), (JsonArray)JsonNode.Parse(patch)!)).Code.ShouldBe(422);

    [Theory]
    [InlineData(
        """{"containers": [{"name": "a", "image": "1"}, {"name": "b"}]}""",
        """{"containers": [{"name": "a", "resources": {}}]}""",
        """{"containers": [{"name": "a", "image": "1", "resources": {}}, {"name": "b"}]}""")]
    [InlineData(
        """{"containers": [{"name": "a"}]}""",
        """{"containers": [{"name": "c", "image": "3"}]}""",
        """{"containers": [{"name": "a"}, {"name": "c", "image": "3"}]}""")]
    [InlineData(
        """{"containers": [{"name": "a"}, {"name": "b"}]}""",
        """{"containers": [{"name": "a", "$patch": "delete"}]}""",
        """{"containers": [{"name": "b"}]}""")]
    [InlineData(
        """{"env": [{"name": "A", "value": "1"}]}""",
        """{"$setElementOrder/env": [{"name": "B"}, {"name": "A"}], "env": [{"name": "B", "value": "2"}]}""",
        """{"env": [{"name": "B", "value": "2"}, {"name": "A", "value": "1"}]}""")]
    [InlineData(
        """{"ports": [{"containerPort": 80}]}""",
        """{"ports": [{"containerPort": 80, "name": "http"}]}""",
        """{"ports": [{"containerPort": 80, "name": "http"}]}""")]
    [InlineData("""{"tolerations": [{"key": "a"}]}""", """{"tolerations": [{"key": "b"}]}""", """{"tolerations": [{"key": "b"}]}""")]
    [InlineData("""{"finalizers": ["a"]}""", """{"finalizers": ["b"]}""", """{"finalizers": ["a", "b"]}""")]
    [InlineData("""{"finalizers": ["a", "b"]}""", """{"$deleteFromPrimitiveList/finalizers": ["a"]}""", """{"finalizers": ["b"]}""")]
    [InlineData("""{"strategy": {"type": "RollingUpdate", "rollingUpdate": {}}}""",
        """{"strategy": {"$retainKeys": ["type"], "type": "Recreate"}}""",
        """{"strategy": {"type": "Recreate"}}""")]
    [InlineData("""{"a": {"b": 1}}""", """{"a": {"$patch": "replace", "c": 2}}""", """{"a": {"c": 2}}""")]
    public void A_strategic_merge_patch_knows_the_lists_of_Kubernetes(string before, string patch, string after)
    {
        var target = Read(before);
        StrategicMergePatch.Apply(target, Read(patch));
        ShouldBe(target, after);
    }

    [Fact]
    public void What_a_manager_no_longer_applies_is_taken_away()
    {
        var target = Read("""{"metadata": {"name": "d"}}""");
        Apply("""{"metadata": {"labels": {"a": "1", "b": "2"}}, "spec": {"containers": [{"name": "x", "image": "1"}, {"name": "y"}]}}""");
        target.Child("spec")["replicas"] = 3;

        Apply("""{"metadata": {"labels": {"a": "1"}}, "spec": {"containers": [{"name": "x"}]}}""");

        target.At("metadata", "labels")!.ToJsonString().ShouldBe("""{"a":"1"}""");
        target["spec"]!.ToJsonString().ShouldBe("""{"containers":[{"name":"x"}],"replicas":3}""");

        void Apply(string applied) => ApplyPatch.Apply(target, Read(applied), "kubectl", "apps/v1", Now);
    }

    [Fact]
    public void Applying_the_same_again_changes_nothing()
    {
        var target = Read("""{"metadata": {"name": "d"}}""");
        var applied = Read("""{"metadata": {"labels": {"a": "1"}}, "spec": {"containers": [{"name": "x", "env": [{"name": "A"}]}]}}""");
        ApplyPatch.Apply(target, applied, "kubectl", "apps/v1", Now);
        var once = target.ToJsonString();

        ApplyPatch.Apply(target, applied, "kubectl", "apps/v1", Now.AddHours(1));

        target.ToJsonString().ShouldBe(once);
    }

    private static JsonObject Read(string json) => (JsonObject)JsonNode.Parse(json)!;

    private static void ShouldBe(JsonObject actual, string expected) =>
        JsonNode.DeepEquals(actual, JsonNode.Parse(expected)).ShouldBeTrue($"{actual.ToJsonString()} is not {expected}");
}
