using System.Globalization;
using System.Text.Json;
using ChatOps.Adapters.Cluster.Manifests;

namespace ChatOps.Adapters.Cluster.Mapping;

/// <summary>How many pods a Deployment makes beyond those it is to have while it rolls.</summary>
internal static class Surge
{
    private const string Usual = "25%";

    public static int Of(WorkloadSpec? spec)
    {
        if (spec?.Strategy?.Type is "Recreate")
        {
            return 0;
        }

        var said = spec?.Strategy?.RollingUpdate?.MaxSurge is { ValueKind: JsonValueKind.String or JsonValueKind.Number } surge
            ? surge.ToString()
            : Usual;
        return Read(said, spec?.Replicas ?? 1);
    }

    /// <summary>A share is rounded up (k8s.io/kubernetes, deployment util ResolveFenceposts).</summary>
    private static int Read(string surge, int replicas)
    {
        var isNumber = int.TryParse(surge.TrimEnd('%'), NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        return (isNumber, surge.EndsWith('%')) switch
        {
            (false, _) => 0,
            (_, true) => (int)Math.Ceiling(replicas * (number / 100m)),
            _ => number,
        };
    }
}
