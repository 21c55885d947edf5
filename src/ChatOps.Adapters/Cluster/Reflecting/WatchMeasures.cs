using System.Diagnostics.Metrics;
using ChatOps.Adapters.Cluster.Api;
using ChatOps.Telemetry;

namespace ChatOps.Adapters.Cluster.Reflecting;

/// <summary>Counts the watches that broke and had to be opened again; those whose time was up are not among them.</summary>
internal sealed class WatchMeasures
{
    private readonly Counter<long> _restarts;

    public WatchMeasures(IMeterFactory meters) => _restarts = meters.Create(Meters.Name).CreateCounter<long>(
        "chatops.watch.restarts", "{watch}", "Lists and watches that broke, by kind of object and reason.");

    public void CountRestart(string kind, Exception failure) =>
        _restarts.Add(1, new("kind", kind), new("reason", Reason(failure)));

    private static string Reason(Exception failure) => failure switch
    {
        ApiServerException { IsGone: true } => "forgotten",
        ApiServerException => "refused",
        _ => "unreachable",
    };
}
