using System.Text.Json;
using ChatOps.Simulator.Scheduling;
using ChatOps.Simulator.Store;
using k8s.Models;

namespace ChatOps.Simulator.Admission;

/// <summary>
/// What a namespace uses, as its quotas count it: pods that are pending or ending count until they are gone, ended ones
/// don't (https://kubernetes.io/docs/concepts/policy/resource-quotas/).
/// </summary>
public static class QuotaLedger
{
    private const string StorageRequests = "requests.storage";
    private const string OfClass = ".storageclass.storage.k8s.io/";

    // Kinds that have a short name of their own in a quota, beside count/<kind>.
    private static readonly IReadOnlyDictionary<ResourceType, string> ShortNames = new Dictionary<ResourceType, string>
    {
        [ResourceTypes.PersistentVolumeClaims] = "persistentvolumeclaims",
        [ResourceTypes.ConfigMaps] = "configmaps",
        [ResourceTypes.Secrets] = "secrets",
        [ResourceTypes.Services] = "services",
        [ResourceTypes.ReplicationControllers] = "replicationcontrollers",
        [ResourceTypes.ResourceQuotas] = "resourcequotas",
    };

    public static ResourceAmounts Hard(StoredObject quota) =>
        ResourceAmounts.Of(quota.As<V1ResourceQuota>().Spec?.Hard);

    /// <summary>The used amount of everything the quota limits, zeroes included.</summary>
    public static ResourceAmounts Used(StoreSnapshot snapshot, StoredObject quota)
    {
        var hard = Hard(quota);
        var counted = TypesNamedBy(hard)
            .SelectMany(type => snapshot.List(type, quota.Namespace))
            .Where(stored => Concerns(quota, stored.Type, () => PodAccount.Of(stored)));

        // Summed up in place: every pod that is made asks for it, and each pod of its namespace counts.
        var used = hard.Names.ToDictionary(name => name, _ => Amount.Count(0), StringComparer.Ordinal);
        foreach (var stored in counted)
        {
            UsageOf(stored.Type, stored.Json, () => PodAccount.Of(stored)).AddTo(used);
        }

        return ResourceAmounts.Of(used);
    }

    internal static ResourceAmounts UsageOf(ResourceType type, JsonElement json, Func<PodAccount> account)
    {
        if (type == ResourceTypes.Pods)
        {
            return account().Usage;
        }

        var usage = ResourceAmounts.One(CountName(type), Amount.Count(1));
        if (ShortNames.TryGetValue(type, out var name))
        {
            usage = usage.Plus(ResourceAmounts.One(name, Amount.Count(1)));
        }

        return type == ResourceTypes.PersistentVolumeClaims ? usage.Plus(Storage(json)) : usage;
    }

    /// <summary>A quota with scopes counts only the pods that are in all of them.</summary>
    internal static bool Concerns(StoredObject quota, ResourceType type, Func<PodAccount> account)
    {
        var scopes = quota.Json.Items("spec", "scopes").Select(scope => scope.GetString()).ToList();
        return scopes.Count == 0 || (type == ResourceTypes.Pods && scopes.TrueForAll(scope => scope switch
        {
            "BestEffort" => account().IsBestEffort,
            "NotBestEffort" => !account().IsBestEffort,
            "Terminating" => account().HasDeadline,
            "NotTerminating" => !account().HasDeadline,
            _ => false,
        }));
    }

    private static IEnumerable<ResourceType> TypesNamedBy(ResourceAmounts hard) =>
        ResourceTypes.All.Where(type => type.Namespaced && !type.Virtual && (hard.Has(CountName(type))
            || (type == ResourceTypes.Pods)
            || (type == ResourceTypes.PersistentVolumeClaims && hard.Names.Any(name => name.EndsWith(StorageRequests, StringComparison.Ordinal) || name.Contains(OfClass)))
            || (ShortNames.TryGetValue(type, out var name) && hard.Has(name))));

    private static string CountName(ResourceType type) => $"count/{type.QualifiedName}";

    private static ResourceAmounts Storage(JsonElement claim)
    {
        if (claim.Text("spec", "resources", "requests", "storage") is not { } text)
        {
            return ResourceAmounts.None;
        }

        var size = Amount.Of(new ResourceQuantity(text));
        var usage = ResourceAmounts.One(StorageRequests, size);
        return claim.Text("spec", "storageClassName") is { Length: > 0 } name
            ? usage.Plus(ResourceAmounts.One($"{name}{OfClass}{StorageRequests}", size))
                .Plus(ResourceAmounts.One($"{name}{OfClass}persistentvolumeclaims", Amount.Count(1)))
            : usage;
    }
}
