using System.Text.Json.Nodes;
using ChatOps.Simulator.Store;
using Microsoft.Extensions.Time.Testing;

namespace ChatOps.Tests.Simulator.Store;

/// <summary>A store with one namespace, <c>n</c>, and short ways to put objects into it.</summary>
public sealed class StoreFixture
{
    public StoreFixture(int historyLength = ClusterStore.DefaultHistoryLength, params IAdmission[] admissions)
    {
        Store = new ClusterStore(Time, admissions, historyLength);
        Store.Create(ResourceTypes.Namespaces, new JsonObject { ["metadata"] = new JsonObject { ["name"] = "n" } });
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2018, 10, 1, 12, 0, 0, TimeSpan.Zero));

    public ClusterStore Store { get; }

    public StoredObject ConfigMap(string name = "c") => Store.Create(ResourceTypes.ConfigMaps, Named(name));

    public StoredObject Pod(string name = "p", string? node = "node-1", string? finalizer = null)
    {
        var pod = Named(name);
        pod["spec"] = new JsonObject { ["terminationGracePeriodSeconds"] = 600, ["nodeName"] = node };
        if (finalizer is not null)
        {
            pod["metadata"]!["finalizers"] = new JsonArray(finalizer);
        }

        return Store.Create(ResourceTypes.Pods, pod);
    }

    public static JsonObject Named(string name) =>
        new() { ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = "n" } };
}
