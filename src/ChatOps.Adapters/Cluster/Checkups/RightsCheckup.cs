using ChatOps.Adapters.Cluster.Api;
using ChatOps.Doctor;
using ChatOps.Inventory;
using Microsoft.Extensions.Options;

namespace ChatOps.Adapters.Cluster.Checkups;

/// <summary>The bot's account may do what each capability needs, as the API server itself says.</summary>
internal sealed class RightsCheckup(
    ApiServer server, IOptions<ClusterOptions> options, IOptions<PlatformOptions> platform) : ICheckup
{
    private const int AtOnce = 8;
    private const int MostNamed = 3;

    public string Subject => "rights";

    public async Task<IReadOnlyList<Finding>> LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await AskAsync(cancellationToken);
        }
        catch (Exception away) when (Outage.Is(away))
        {
            return [Finding.Bad(Subject, Outage.InWords(away, "ask what it may do"), "See the API server above.")];
        }
    }

    private async Task<IReadOnlyList<Finding>> AskAsync(CancellationToken cancellationToken)
    {
        // Capabilities share rights: each is asked for once.
        var wanted = CapabilityRights.All.ToDictionary(capability => capability.Key, capability => Needed(capability.Value).ToList());
        var missing = new HashSet<NeededAccess>();
        await Parallel.ForEachAsync(
            wanted.Values.SelectMany(needed => needed).Distinct(),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (access, stop) =>
            {
                if (!await server.MayAsync(access, stop))
                {
                    lock (missing)
                    {
                        missing.Add(access);
                    }
                }
            });
        return [.. wanted.Select(capability => Judge(capability.Key, [.. capability.Value.Where(missing.Contains)]))];
    }

    private IEnumerable<NeededAccess> Needed(CapabilityRights rights)
    {
        IReadOnlyList<string> everywhere = options.Value.Namespaces is { Count: > 0 } named ? named : [NeededAccess.AllNamespaces];
        return In(rights.Namespaced, everywhere)
            .Concat(In(rights.Platform, [platform.Value.PlatformNamespace]))
            .Concat(In(rights.Cluster, [NeededAccess.NoNamespace]));
    }

    private static IEnumerable<NeededAccess> In(IEnumerable<NeededRight> rights, IReadOnlyList<string> namespaces) =>
        from right in rights
        from verb in right.Verbs
        from ns in namespaces
        select new NeededAccess(verb, right.Group, right.Resource, ns);

    private Finding Judge(string capability, List<NeededAccess> missing)
    {
        var subject = $"rights: {capability}";
        if (missing.Count == 0)
        {
            return Finding.Good(subject, "The bot may do all that it needs.");
        }

        var lack = $"May not {Names(missing)}.";
        return capability == CapabilityRights.Inventory || options.Value.Capabilities.Contains(capability)
            ? Finding.Bad(subject, lack, $"Grant what rights.yaml lists for {capability}: helm does.")
            : Finding.Off(subject, lack, $"To have it: capabilities.{capability} in the chart's values.");
    }

    private static string Names(List<NeededAccess> missing)
    {
        var names = missing.Select(access => access.ToString()).Distinct().ToList();
        var rest = names.Count - MostNamed;
        return string.Join(", ", names.Take(MostNamed)) + (rest > 0 ? $" and {rest} more" : "");
    }
}
