using System.Text.Json.Nodes;
using ChatOps.Simulator.Store;

namespace ChatOps.Simulator.Controllers;

/// <summary>What must be done before a deleted object may go.</summary>
public static class Finalizers
{
    public static bool Has(StoredObject stored, string finalizer) =>
        stored.Json.Items("metadata", "finalizers").Any(each => each.GetString() == finalizer);

    public static void Add(JsonObject json, string finalizer)
    {
        if (!json.Items("metadata", "finalizers").Any(each => (string?)each == finalizer))
        {
            json.Child("metadata").ChildArray("finalizers").Add(finalizer);
        }
    }

    public static void Remove(JsonObject json, string finalizer)
    {
        var finalizers = json.Child("metadata").ChildArray("finalizers");
        foreach (var each in finalizers.Where(each => (string?)each == finalizer).ToList())
        {
            finalizers.Remove(each);
        }

        if (finalizers.Count == 0)
        {
            json.Child("metadata").Remove("finalizers");
        }
    }
}
