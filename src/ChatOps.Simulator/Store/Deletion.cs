using System.Text.Json.Nodes;

namespace ChatOps.Simulator.Store;

/// <summary>What a deletion does to an object: mark it, shorten its grace, or let it go.</summary>
internal static class Deletion
{
    private const long DefaultGraceSeconds = 30;

    /// <summary>Marks the object as the request asks.</summary>
    /// <returns>Whether nothing holds it any more.</returns>
    public static bool Mark(StoredObject current, JsonObject json, DeleteRequest request, DateTimeOffset now)
    {
        AddFinalizer(json, request.Propagation);
        var grace = GraceSeconds(current, request);
        var metadata = json.Child("metadata");
        var running = metadata.Number("deletionGracePeriodSeconds");

        // A second deletion may shorten the grace, never prolong it.
        if (!current.IsTerminating || grace < running)
        {
            var began = Timestamps.Read(metadata.Text("deletionTimestamp"))?.AddSeconds(-(running ?? 0)) ?? now;
            metadata["deletionTimestamp"] = Timestamps.Write(began.AddSeconds(grace));
            metadata["deletionGracePeriodSeconds"] = grace;
        }

        if (current.Type == ResourceTypes.Namespaces)
        {
            json.Child("status")["phase"] = "Terminating";
        }

        return IsOver(json);
    }

    /// <summary>Whether a deletion has begun and neither grace nor a finalizer holds the object.</summary>
    public static bool IsOver(JsonObject json) =>
        json.At("metadata", "deletionTimestamp") is not null
        && json.Number("metadata", "deletionGracePeriodSeconds") is null or 0
        && !json.Items("metadata", "finalizers").Any()
        && !IsNamespaceHeld(json);

    private static bool IsNamespaceHeld(JsonObject json) =>
        json.Text("kind") == ResourceTypes.Namespaces.Kind && json.Items("spec", "finalizers").Any();

    private static long GraceSeconds(StoredObject current, DeleteRequest request)
    {
        if (current.Type != ResourceTypes.Pods)
        {
            return 0;
        }

        // Nobody has to end a pod that no node runs, or that has ended.
        var scheduled = current.Json.Text("spec", "nodeName") is { Length: > 0 };
        var ended = current.Json.Text("status", "phase") is "Succeeded" or "Failed";
        return !scheduled || ended
            ? 0
            : request.GracePeriodSeconds
                ?? current.Json.Number("spec", "terminationGracePeriodSeconds")
                ?? DefaultGraceSeconds;
    }

    private static void AddFinalizer(JsonObject json, Propagation propagation)
    {
        var finalizer = propagation switch
        {
            Propagation.Foreground => "foregroundDeletion",
            Propagation.Orphan => "orphan",
            _ => null,
        };
        if (finalizer is null || json.Items("metadata", "finalizers").Any(held => (string?)held == finalizer))
        {
            return;
        }

        json.Child("metadata").ChildArray("finalizers").Add(finalizer);
    }
}
