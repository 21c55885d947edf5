using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOps.Simulator.Store;

namespace ChatOps.Simulator.Controllers;

/// <summary>One step of a StatefulSet: make what is missing, end what is too much, then update; in order unless parallel.</summary>
internal sealed class StatefulSetStep(ClusterStore store, EventRecorder events, StatefulSetView set)
{
    private const string Component = "statefulset-controller";

    public void Run()
    {
        if (MakeMissing() && EndSurplus() && !set.UpdatesOnDelete)
        {
            UpdateHighest();
        }
    }

    /// <returns>Whether the set may go on: in order, every pod must be healthy before the next is touched.</returns>
    private bool MakeMissing()
    {
        var settled = true;
        for (var ordinal = set.First; ordinal < set.First + set.Replicas; ordinal++)
        {
            settled &= MakeOne(ordinal);
            if (!settled && !set.IsParallel)
            {
                return false;
            }
        }

        return settled || set.IsParallel;
    }

    private bool MakeOne(long ordinal)
    {
        if (!set.Pods.TryGetValue(ordinal, out var pod))
        {
            Create(ordinal);
            return false;
        }

        if (pod.HasEnded() && !pod.IsTerminating)
        {
            events.Warning(set.Stored, Component, "RecreatingFailedPod",
                $"StatefulSet {set.Stored.Namespace}/{set.Stored.Name} is recreating failed Pod {pod.Name}");
            Delete(pod);
            return false;
        }

        if (pod.NodeName() is null && !pod.IsTerminating)
        {
            // Its claim may have gone while it waited for a node: only a new claim lets it go on.
            MakeClaims(pod.Name, ordinal);
        }

        return set.IsHealthy(pod);
    }

    private bool EndSurplus()
    {
        foreach (var pod in set.Surplus)
        {
            if (!pod.IsTerminating)
            {
                Delete(pod);
            }

            if (!set.IsParallel)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Replaces the highest ordinal that has an old revision, after all higher ones are healthy.</summary>
    private void UpdateHighest()
    {
        foreach (var (ordinal, pod) in set.Pods.Reverse())
        {
            if (ordinal - set.First < set.Partition)
            {
                return;
            }

            if (StatefulSetView.RevisionOf(pod) != set.Revisions.Update && !pod.IsTerminating)
            {
                Delete(pod);
                return;
            }

            if (!set.IsHealthy(pod))
            {
                return;
            }
        }
    }

    private void Create(long ordinal)
    {
        var name = $"{set.Stored.Name}-{ordinal}";
        try
        {
            MakeClaims(name, ordinal);
            store.Create(ResourceTypes.Pods, NewPod(set, ordinal));
            events.Normal(set.Stored, Component, "SuccessfulCreate", $"create Pod {name} in StatefulSet {set.Stored.Name} successful");
        }
        catch (ApiException refused)
        {
            events.Warning(
                set.Stored, Component, "FailedCreate",
                $"create Pod {name} in StatefulSet {set.Stored.Name} failed error: {refused.Message}");
            throw;
        }
    }

    private void Delete(StoredObject pod)
    {
        store.Delete(ResourceTypes.Pods, pod.Namespace, pod.Name, new() { Uid = pod.Uid });
        events.Normal(
            set.Stored, Component, "SuccessfulDelete", $"delete Pod {pod.Name} in StatefulSet {set.Stored.Name} successful");
    }

    private void MakeClaims(string pod, long ordinal)
    {
        foreach (var template in set.Stored.Json.Items("spec", "volumeClaimTemplates"))
        {
            var claim = $"{template.Text("metadata", "name")}-{set.Stored.Name}-{ordinal}";
            var existing = store.Find(ResourceTypes.PersistentVolumeClaims, set.Stored.Namespace, claim);
            if (existing is { IsTerminating: true })
            {
                throw new ApiException(409, "Conflict", $"pvc {claim} is being deleted");
            }

            if (existing is null)
            {
                store.Create(ResourceTypes.PersistentVolumeClaims, NewClaim(set.Stored, template, claim));
                events.Normal(
                    set.Stored, Component, "SuccessfulCreate",
                    $"create Claim {claim} Pod {pod} in StatefulSet {set.Stored.Name} success");
            }
        }
    }

    private static JsonObject NewClaim(StoredObject owner, JsonElement template, string name)
    {
        var json = (JsonObject)JsonNode.Parse(template.GetRawText())!;
        json.Remove("status");
        var metadata = json.Child("metadata");
        metadata["name"] = name;
        metadata["namespace"] = owner.Namespace;
        // The labels of the selector tell later whose claim it is.
        foreach (var label in owner.Json.At("spec", "selector", "matchLabels") is { ValueKind: JsonValueKind.Object } labels
            ? labels.EnumerateObject()
            : default)
        {
            metadata.Child("labels")[label.Name] = label.Value.GetString();
        }

        return json;
    }

    /// <summary>The pod of an ordinal, with its name, its labels and its claims.</summary>
    internal static JsonObject NewPod(StatefulSetView set, long ordinal)
    {
        var revision = set.RevisionFor(ordinal);
        var json = PodTemplates.NewPod(set.Stored, set.Revisions.TemplateOf(revision));
        var name = $"{set.Stored.Name}-{ordinal}";
        json.Child("metadata")["name"] = name;
        var labels = json.Child("metadata", "labels");
        labels[StatefulRevisions.Label] = revision;
        labels["statefulset.kubernetes.io/pod-name"] = name;
        labels["apps.kubernetes.io/pod-index"] = ordinal.ToString();
        var spec = json.Child("spec");
        spec.Default("hostname", name);
        spec.Default("subdomain", set.Stored.Json.Text("spec", "serviceName"));
        var volumes = spec.ChildArray("volumes");
        foreach (var template in set.Stored.Json.Items("spec", "volumeClaimTemplates"))
        {
            var volume = template.Text("metadata", "name")!;
            volumes.Where(each => each?["name"]?.GetValue<string>() == volume).ToList().ForEach(each => volumes.Remove(each));
            volumes.Add(new JsonObject
            {
                ["name"] = volume,
                ["persistentVolumeClaim"] = new JsonObject { ["claimName"] = $"{volume}-{set.Stored.Name}-{ordinal}" },
            });
        }

        return json;
    }
}
