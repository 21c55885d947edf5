using System.Text.Json.Nodes;
using ChatOps.Simulator.Store;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Simulator.Store;

public sealed class ClusterStoreTests
{
    private readonly StoreFixture _fixture = new();

    private ClusterStore Store => _fixture.Store;

    [Fact]
    public void A_created_object_has_identity_time_and_version()
    {
        var stored = _fixture.ConfigMap();

        stored.Json.Text("apiVersion").ShouldBe("v1");
        stored.Json.Text("kind").ShouldBe("ConfigMap");
        stored.Json.Text("metadata", "creationTimestamp").ShouldBe("2018-10-01T12:00:00Z");
        Guid.TryParse(stored.Uid, out _).ShouldBeTrue();
        stored.ResourceVersion.ShouldBe(Store.Snapshot.ResourceVersion);
        Store.Find(ResourceTypes.ConfigMaps, "n", "c").ShouldBeSameAs(stored);
    }

    [Fact]
    public void A_generated_name_begins_with_what_was_asked()
    {
        var json = new JsonObject { ["metadata"] = new JsonObject { ["generateName"] = "w-", ["namespace"] = "n" } };

        Store.Create(ResourceTypes.ConfigMaps, json).Name.ShouldMatch("^w-[a-z0-9]{5}$");
    }

    [Fact]
    public void A_name_is_taken_once()
    {
        _fixture.ConfigMap();

        var refusal = Should.Throw<ApiException>(() => _fixture.ConfigMap());

        refusal.Code.ShouldBe(409);
        refusal.Message.ShouldBe("configmaps \"c\" already exists");
    }

    [Fact]
    public void Nothing_is_made_in_a_namespace_that_is_not_there()
    {
        var json = new JsonObject { ["metadata"] = new JsonObject { ["name"] = "c", ["namespace"] = "nowhere" } };

        Should.Throw<ApiException>(() => Store.Create(ResourceTypes.ConfigMaps, json))
            .Message.ShouldBe("namespaces \"nowhere\" not found");
    }

    [Fact]
    public void A_change_gets_the_next_version_and_leaves_the_old_object_as_it_was()
    {
        var before = _fixture.ConfigMap();

        var after = Store.Change(ResourceTypes.ConfigMaps, "n", "c", json => json.Child("data")["a"] = "1");

        after.ResourceVersion.ShouldBe(before.ResourceVersion + 1);
        after.Json.Text("data", "a").ShouldBe("1");
        before.Json.At("data").Exists().ShouldBeFalse();
    }

    [Fact]
    public void A_change_that_changes_nothing_keeps_the_version()
    {
        var before = _fixture.ConfigMap();

        Store.Change(ResourceTypes.ConfigMaps, "n", "c", _ => { }).ShouldBeSameAs(before);
        Store.Snapshot.ResourceVersion.ShouldBe(before.ResourceVersion);
    }

    [Fact]
    public void A_change_meant_for_an_older_version_conflicts()
    {
        var old = _fixture.ConfigMap().Json.Text("metadata", "resourceVersion");
        Store.Change(ResourceTypes.ConfigMaps, "n", "c", json => json.Child("data")["a"] = "1");

        var refusal = Should.Throw<ApiException>(() => Store.Change(
            ResourceTypes.ConfigMaps, "n", "c", json => json.Child("metadata")["resourceVersion"] = old));

        refusal.Code.ShouldBe(409);
        refusal.Reason.ShouldBe("Conflict");
    }

    [Fact]
    public void No_change_renames_or_rebirths_an_object()
    {
        var before = _fixture.ConfigMap();

        var after = Store.Change(ResourceTypes.ConfigMaps, "n", "c", json =>
        {
            json.Child("metadata")["name"] = "other";
            json.Child("metadata")["creationTimestamp"] = "1999-01-01T00:00:00Z";
            json.Child("data")["a"] = "1";
        });

        after.Name.ShouldBe("c");
        after.Json.Text("metadata", "creationTimestamp").ShouldBe(before.Json.Text("metadata", "creationTimestamp"));
    }

    [Fact]
    public void Generation_counts_what_is_wanted_and_not_what_is()
    {
        var json = StoreFixture.Named("w");
        json["spec"] = new JsonObject { ["replicas"] = 1 };
        Store.Create(ResourceTypes.StatefulSets, json).Json.Number("metadata", "generation").ShouldBe(1);

        Change(set => set.Child("status")["replicas"] = 1).ShouldBe(1);
        Change(set => set.Child("metadata", "labels")["a"] = "b").ShouldBe(1);
        Change(set => set.Child("spec")["replicas"] = 2).ShouldBe(2);

        long? Change(Action<JsonObject> change) =>
            Store.Change(ResourceTypes.StatefulSets, "n", "w", change).Json.Number("metadata", "generation");
    }

    [Fact]
    public void A_dry_run_answers_and_keeps_nothing()
    {
        var before = _fixture.ConfigMap();
        var dry = new WriteOptions { DryRun = true };

        Store.Create(ResourceTypes.ConfigMaps, StoreFixture.Named("other"), dry).Name.ShouldBe("other");
        Store.Change(ResourceTypes.ConfigMaps, "n", "c", json => json.Child("data")["a"] = "1", dry)
            .Json.Text("data", "a").ShouldBe("1");
        Store.Delete(ResourceTypes.ConfigMaps, "n", "c", new DeleteRequest { DryRun = true });

        Store.List(ResourceTypes.ConfigMaps).ShouldBe([before]);
    }

    [Fact]
    public void An_admission_rule_may_fill_in_and_refuse()
    {
        var fixture = new StoreFixture(admissions: new OnlyNamed("good"));

        fixture.ConfigMap("good").Labels["admitted"].ShouldBe("yes");
        Should.Throw<ApiException>(() => fixture.ConfigMap("bad")).Code.ShouldBe(403);
    }

    [Fact]
    public void Lists_are_sorted_and_may_be_of_one_namespace()
    {
        Store.Create(ResourceTypes.Namespaces, new JsonObject { ["metadata"] = new JsonObject { ["name"] = "m" } });
        _fixture.ConfigMap("b");
        _fixture.ConfigMap("a");
        Store.Create(
            ResourceTypes.ConfigMaps,
            new JsonObject { ["metadata"] = new JsonObject { ["name"] = "z", ["namespace"] = "m" } });

        Store.List(ResourceTypes.ConfigMaps).Select(stored => stored.Name).ShouldBe(["z", "a", "b"]);
        Store.List(ResourceTypes.ConfigMaps, "n").Select(stored => stored.Name).ShouldBe(["a", "b"]);
        Store.List(ResourceTypes.ConfigMaps, "nowhere").ShouldBeEmpty();
    }

    [Fact]
    public void Dependents_are_found_by_their_owner()
    {
        var child = StoreFixture.Named("child");
        child["metadata"]!["ownerReferences"] = new JsonArray(new JsonObject { ["uid"] = "owner" });
        Store.Create(ResourceTypes.ConfigMaps, child);

        Store.Snapshot.DependentsOf("owner").Select(stored => stored.Name).ShouldBe(["child"]);
        Store.Delete(ResourceTypes.ConfigMaps, "n", "child");
        Store.Snapshot.DependentsOf("owner").ShouldBeEmpty();
    }

    [Fact]
    public void A_snapshot_stays_as_it_was()
    {
        var before = Store.Snapshot;
        _fixture.ConfigMap();

        before.List(ResourceTypes.ConfigMaps).ShouldBeEmpty();
        Store.Snapshot.List(ResourceTypes.ConfigMaps).ShouldHaveSingleItem();
    }

    private sealed class OnlyNamed(string name) : IAdmission
    {
        public void Admit(AdmissionRequest request)
        {
            if (request.Type == ResourceTypes.ConfigMaps && request.Name != name)
            {
                throw ApiException.Forbidden(request.Type, request.Name, "not a good name");
            }

            request.Json.Child("metadata", "labels")["admitted"] = "yes";
        }
    }
}
