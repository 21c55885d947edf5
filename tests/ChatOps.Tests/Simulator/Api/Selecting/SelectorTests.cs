using System.Text.Json.Nodes;
using ChatOps.Simulator.Api.Selecting;
using ChatOps.Simulator.Store;
using ChatOps.Tests.Simulator.Store;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Simulator.Api.Selecting;

public sealed class SelectorTests
{
    private readonly StoredObject _pod = Pod();

    [Theory]
    [InlineData("component=worker", true)]
    [InlineData("component==worker", true)]
    [InlineData("component=redis", false)]
    [InlineData("component!=redis,tier!=x", true)]
    [InlineData("missing!=x", true)]
    [InlineData("component in (redis, worker)", true)]
    [InlineData("component notin (redis,worker)", false)]
    [InlineData("component in (redis),tier=airflow", false)]
    [InlineData("component", true)]
    [InlineData("!component", false)]
    [InlineData("!missing", true)]
    [InlineData("", true)]
    public void Labels_select(string selector, bool matches) =>
        LabelSelector.Read(selector).Matches(_pod).ShouldBe(matches);

    [Theory]
    [InlineData("component in redis")]
    [InlineData("=x")]
    [InlineData("a b=c")]
    public void A_selector_that_makes_no_sense_is_refused(string selector) =>
        Should.Throw<ApiException>(() => LabelSelector.Read(selector)).Code.ShouldBe(400);

    [Theory]
    [InlineData("metadata.name=p", true)]
    [InlineData("metadata.name!=p", false)]
    [InlineData("metadata.namespace=n,status.phase=Running", true)]
    [InlineData("spec.nodeName=", true)]
    [InlineData("spec.nodeName=node-1", false)]
    public void Fields_select(string selector, bool matches) =>
        FieldSelector.Read(ResourceTypes.Pods, selector).Matches(_pod).ShouldBe(matches);

    [Fact]
    public void A_field_that_cannot_select_is_refused() =>
        Should.Throw<ApiException>(() => FieldSelector.Read(ResourceTypes.Pods, "spec.hostname=x"))
            .Message.ShouldEndWith("field label not supported: spec.hostname");

    private static StoredObject Pod()
    {
        var pod = StoreFixture.Named("p");
        pod["metadata"]!["labels"] = new JsonObject { ["component"] = "worker", ["tier"] = "airflow" };
        pod["status"] = new JsonObject { ["phase"] = "Running" };
        return new StoreFixture().Store.Create(ResourceTypes.Pods, pod);
    }
}
