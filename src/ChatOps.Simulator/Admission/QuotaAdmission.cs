using System.Text.Json;
using ChatOps.Simulator.Scheduling;
using ChatOps.Simulator.Store;

namespace ChatOps.Simulator.Admission;

/// <summary>Refuses what would take a namespace over one of its quotas, in the words of the real admission plugin.</summary>
public sealed class QuotaAdmission : IAdmission
{
    private static readonly string[] MustBeSpecified =
        ["cpu", "memory", "requests.cpu", "requests.memory", "limits.cpu", "limits.memory"];

    public void Admit(AdmissionRequest request)
    {
        if (!request.IsCreate || !request.Type.Namespaced || request.Options.Restored)
        {
            return;
        }

        var quotas = request.Snapshot.List(ResourceTypes.ResourceQuotas, request.Namespace);
        if (quotas.Count == 0)
        {
            return;
        }

        var json = JsonSerializer.SerializeToElement(request.Json);
        var account = new Lazy<PodAccount>(() => PodAccount.Of(json, ended: false));
        foreach (var quota in quotas.Where(quota => QuotaLedger.Concerns(quota, request.Type, () => account.Value)))
        {
            Check(request, quota, json, QuotaLedger.UsageOf(request.Type, json, () => account.Value));
        }
    }

    private static void Check(AdmissionRequest request, StoredObject quota, JsonElement json, ResourceAmounts requested)
    {
        var hard = QuotaLedger.Hard(quota);
        var limited = requested.Names.Where(hard.Has).ToList();
        if (request.Type == ResourceTypes.Pods && Missing(json, hard) is { Length: > 0 } missing)
        {
            throw ApiException.Forbidden(request.Type, request.Name, $"failed quota: {quota.Name}: must specify {missing}");
        }

        if (!limited.Exists(name => requested[name] > 0))
        {
            return;
        }

        var used = QuotaLedger.Used(request.Snapshot, quota);
        var exceeded = limited.FindAll(name => requested[name] > 0 && used[name] + requested[name] > hard[name]);
        if (exceeded.Count > 0)
        {
            throw ApiException.Forbidden(
                request.Type,
                request.Name,
                $"exceeded quota: {quota.Name}, requested: {Print(requested, exceeded)}, used: {Print(used, exceeded)}, "
                + $"limited: {Print(hard, exceeded)}");
        }
    }

    /// <summary>For instance <c>limits.cpu for: main; requests.cpu for: init,main</c>.</summary>
    private static string Missing(JsonElement pod, ResourceAmounts hard)
    {
        var containers = pod.Items("spec", "containers").Concat(pod.Items("spec", "initContainers")).ToList();
        var missing = from name in MustBeSpecified.Where(hard.Has).Order(StringComparer.Ordinal)
                      let without = containers.Where(container => !Specifies(container, name)).Select(each => each.Text("name"))
                          .Order(StringComparer.Ordinal).ToList()
                      where without.Count > 0
                      select $"{name} for: {string.Join(',', without)}";
        return string.Join("; ", missing);
    }

    private static bool Specifies(JsonElement container, string name)
    {
        var (kind, resource) = name.Split('.') is [var prefix, var rest] ? (prefix, rest) : ("requests", name);
        return container.At("resources", kind, resource).Exists();
    }

    private static string Print(ResourceAmounts amounts, IEnumerable<string> names) =>
        string.Join(',', names.Select(name => $"{name}={amounts.Find(name)}"));
}
