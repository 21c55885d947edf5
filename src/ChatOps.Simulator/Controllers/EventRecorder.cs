using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using ChatOps.Simulator.Store;

namespace ChatOps.Simulator.Controllers;

/// <summary>Writes Events about objects. The same event again raises the count of the first, as client-go's recorder does.</summary>
public sealed class EventRecorder(ClusterStore store, TimeProvider time)
{
    public void Normal(StoredObject about, string component, string reason, string message, EventPlace place = default) =>
        Record(about, component, "Normal", reason, message, place);

    public void Warning(StoredObject about, string component, string reason, string message, EventPlace place = default) =>
        Record(about, component, "Warning", reason, message, place);

    private void Record(
        StoredObject about, string component, string type, string reason, string message, EventPlace place)
    {
        var ns = about.Namespace ?? "default";
        var name = NameOf(about, type, reason, message, place);
        if (store.Find(ResourceTypes.Events, ns, name) is not null)
        {
            store.Change(ResourceTypes.Events, ns, name, Repeat);
        }
        else if (store.Find(ResourceTypes.Namespaces, null, ns) is { IsTerminating: false })
        {
            // A namespace that is going away takes no new events, and nobody could read them.
            store.Create(ResourceTypes.Events, New(about, component, type, reason, message, place, ns, name));
        }
    }

    private void Repeat(JsonObject json)
    {
        json["count"] = (json.Number("count") ?? 1) + 1;
        json["lastTimestamp"] = Timestamps.Write(time.GetUtcNow());
    }

    private JsonObject New(
        StoredObject about, string component, string type, string reason, string message, EventPlace place, string ns, string name)
    {
        var now = Timestamps.Write(time.GetUtcNow());
        var source = new JsonObject { ["component"] = component };
        if (place.Host is not null)
        {
            source["host"] = place.Host;
        }

        return new()
        {
            ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = ns },
            ["involvedObject"] = Reference(about, place),
            ["reason"] = reason,
            ["message"] = message,
            ["source"] = source,
            ["firstTimestamp"] = now,
            ["lastTimestamp"] = now,
            ["count"] = 1,
            ["type"] = type,
            ["eventTime"] = null,
            ["reportingComponent"] = component,
            ["reportingInstance"] = place.Host ?? "",
        };
    }

    private static JsonObject Reference(StoredObject about, EventPlace place)
    {
        var reference = new JsonObject
        {
            ["kind"] = about.Type.Kind,
            ["name"] = about.Name,
            ["uid"] = about.Uid,
            ["apiVersion"] = about.Type.ApiVersion,
            ["resourceVersion"] = about.ResourceVersion.ToString(),
        };
        if (about.Namespace is not null)
        {
            reference["namespace"] = about.Namespace;
        }

        if (place.Container is not null)
        {
            reference["fieldPath"] = $"spec.containers{{{place.Container}}}";
        }

        return reference;
    }

    /// <summary>One name for one event, so that finding the earlier one needs no memory of its own.</summary>
    private static string NameOf(StoredObject about, string type, string reason, string message, EventPlace place)
    {
        var identity = string.Join('\n', about.Uid, type, reason, message, place.Container, place.Host);
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(identity));
        return $"{about.Name}.{Convert.ToHexStringLower(hash.AsSpan(0, 8))}";
    }
}

/// <summary>Where an event happened, for those that happen on a node.</summary>
public readonly record struct EventPlace(string? Host, string? Container = null);
