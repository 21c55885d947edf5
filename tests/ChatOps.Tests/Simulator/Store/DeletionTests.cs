using System.Text.Json.Nodes;
using ChatOps.Simulator.Store;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Simulator.Store;

public sealed class DeletionTests
{
    private readonly StoreFixture _fixture = new();

    private ClusterStore Store => _fixture.Store;

    [Fact]
    public void A_pod_on_a_node_is_marked_with_its_own_grace()
    {
        _fixture.Pod();

        var marked = Store.Delete(ResourceTypes.Pods, "n", "p");

        marked.Json.Text("metadata", "deletionTimestamp").ShouldBe("2018-10-01T12:10:00Z");
        marked.Json.Number("metadata", "deletionGracePeriodSeconds").ShouldBe(600);
        Store.Find(ResourceTypes.Pods, "n", "p").ShouldBeSameAs(marked);
    }

    [Fact]
    public void A_second_deletion_shortens_the_grace_and_never_prolongs_it()
    {
        _fixture.Pod();
        Delete(60);
        _fixture.Time.Advance(TimeSpan.FromSeconds(20));

        Delete(600).Json.Number("metadata", "deletionGracePeriodSeconds").ShouldBe(60);
        Delete(30).Json.Text("metadata", "deletionTimestamp").ShouldBe("2018-10-01T12:00:30Z");

        StoredObject Delete(long grace) =>
            Store.Delete(ResourceTypes.Pods, "n", "p", new DeleteRequest { GracePeriodSeconds = grace });
    }

    [Fact]
    public void No_grace_means_now()
    {
        _fixture.Pod();

        Store.Delete(ResourceTypes.Pods, "n", "p", DeleteRequest.Now);

        Store.Find(ResourceTypes.Pods, "n", "p").ShouldBeNull();
    }

    [Fact]
    public void A_pod_on_no_node_goes_at_once()
    {
        _fixture.Pod(node: null);

        Store.Delete(ResourceTypes.Pods, "n", "p");

        Store.Find(ResourceTypes.Pods, "n", "p").ShouldBeNull();
    }

    [Fact]
    public void A_finalizer_holds_an_object_until_it_is_taken_off()
    {
        _fixture.Pod(finalizer: "example.com/held");
        Store.Delete(ResourceTypes.Pods, "n", "p", DeleteRequest.Now).IsTerminating.ShouldBeTrue();

        Store.Change(ResourceTypes.Pods, "n", "p", pod => pod.Child("metadata").Remove("finalizers"));

        Store.Find(ResourceTypes.Pods, "n", "p").ShouldBeNull();
    }

    [Fact]
    public void Taking_the_finalizer_off_does_not_cut_the_grace_short()
    {
        _fixture.Pod(finalizer: "example.com/held");
        Store.Delete(ResourceTypes.Pods, "n", "p");

        Store.Change(ResourceTypes.Pods, "n", "p", pod => pod.Child("metadata").Remove("finalizers"));

        Store.Find(ResourceTypes.Pods, "n", "p").ShouldNotBeNull();
    }

    [Theory]
    [InlineData(Propagation.Foreground, "foregroundDeletion")]
    [InlineData(Propagation.Orphan, "orphan")]
    public void Propagation_is_written_down_as_a_finalizer(Propagation propagation, string finalizer)
    {
        _fixture.ConfigMap();

        var marked = Store.Delete(ResourceTypes.ConfigMaps, "n", "c", new DeleteRequest { Propagation = propagation });

        marked.Json.Items("metadata", "finalizers").Select(item => item.GetString()).ShouldBe([finalizer]);
    }

    [Fact]
    public void Another_object_by_the_same_name_is_not_the_one_meant()
    {
        _fixture.Pod();

        var refusal = Should.Throw<ApiException>(
            () => Store.Delete(ResourceTypes.Pods, "n", "p", new DeleteRequest { Uid = "another" }));

        refusal.Reason.ShouldBe("Conflict");
        Store.Get(ResourceTypes.Pods, "n", "p").IsTerminating.ShouldBeFalse();
    }

    [Fact]
    public void A_namespace_waits_for_its_own_finalizer()
    {
        Store.Create(ResourceTypes.Namespaces, new JsonObject
        {
            ["metadata"] = new JsonObject { ["name"] = "held" },
            ["spec"] = new JsonObject { ["finalizers"] = new JsonArray("kubernetes") },
        });

        Store.Delete(ResourceTypes.Namespaces, null, "held").Json.Text("status", "phase").ShouldBe("Terminating");
        Store.Change(ResourceTypes.Namespaces, null, "held", ns => ns.Child("spec").Remove("finalizers"));

        Store.Find(ResourceTypes.Namespaces, null, "held").ShouldBeNull();
    }
}
