using System.Globalization;
using System.Text.RegularExpressions;
using ChatOps.IntegrationTests.Rigs;
using ChatOps.Operations.Recovering;

namespace ChatOps.IntegrationTests.Recovering;

/// <summary>Everything around the hosts of a ladder, which lives on while they die.</summary>
internal sealed partial class LadderRig : IAsyncDisposable
{
    /// <summary>By how much the cluster is hurried.</summary>
    public const double Speed = 20;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly SimulatorProcess _cluster;

    private LadderRig(FakeSlack slack, SimulatorProcess cluster)
    {
        (Slack, _cluster) = (slack, cluster);
        History = ClusterHistory.Of(cluster.Kubeconfig);
    }

    public FakeSlack Slack { get; }

    public ClusterHistory History { get; }

    public static async Task<LadderRig> StartNewAsync(CancellationToken cancellationToken)
    {
        var slack = await FakeSlack.StartAsync(cancellationToken);
        var cluster = await SimulatorProcess.StartNewAsync(
            new Dictionary<string, string> { ["Simulator:Speed"] = $"{Speed}" }, cancellationToken);
        await MakeSmallAsync(new Kubectl(cluster.Kubeconfig, RunbookCluster.Space), cancellationToken);
        return new LadderRig(slack, cluster);
    }

    public Kubectl KubectlIn(string ns) => new(_cluster.Kubeconfig, ns);

    /// <param name="worker">Tells the hosts apart.</param>
    /// <param name="database">A PostgreSQL that they share; null gives each a SQLite of its own.</param>
    public Dictionary<string, string> Settings(string worker, string? database = null)
    {
        var settings = SlackUser.SettingsForTwo(Slack, _cluster.Kubeconfig);
        settings["Operations:Worker"] = worker;
        settings["Operations:Lease"] = "00:00:10";
        settings["Operations:RecheckEvery"] = "00:00:01";
        settings["Recovery:StableFor"] = "00:00:01";
        settings["Recovery:MemoryFactor"] = "1.1"; // so that it can be raised again and again
        if (database is not null)
        {
            settings["Storage:Provider"] = "PostgreSql";
            settings["ConnectionStrings:ChatOps"] = database;
        }

        return settings;
    }

    /// <summary>Has one person ask and another approve, where that is needed.</summary>
    /// <returns>The operation's number.</returns>
    public async Task<int> AskAsync(HostProcess host, Rung rung, CancellationToken cancellationToken)
    {
        // The first look of a process may take longer than Slack waits, and an inventory may still be on its way.
        var answer = await Eventually.SeeAsync(
            $"the rung {rung.Word()} is accepted",
            stop => new SlackUser(host.Client, Slack).SayAsync($"recover prometheus --from {rung.Word()}", stop),
            said => Number().IsMatch(said),
            cancellationToken,
            Patience);
        var id = int.Parse(Number().Match(answer).Groups["id"].ValueSpan, CultureInfo.InvariantCulture);
        if (rung.LosesData())
        {
            await Eventually.SeeAsync(
                $"operation {id} is approved",
                stop => new SlackUser(host.Client, Slack, "UBOB").SayAsync($"approve {id}", stop),
                said => said.Contains("You approved", StringComparison.Ordinal) || said.Contains("at work", StringComparison.Ordinal),
                cancellationToken,
                Patience);
        }

        return id;
    }

    /// <summary>Has the API server hold its connections and answer nothing for a while.</summary>
    public async Task SuspendClusterAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        await _cluster.SuspendAsync(cancellationToken);
        await Task.Delay(time, TimeProvider.System, cancellationToken);
        await _cluster.ResumeAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await History.DisposeAsync();
        await _cluster.DisposeAsync();
        await Slack.DisposeAsync();
    }

    /// <summary>Leaves room on its node for as many raises of memory as there will be.</summary>
    private static async Task MakeSmallAsync(Kubectl kubectl, CancellationToken cancellationToken)
    {
        const string Set = $"statefulset/{RunbookCluster.Set}";
        await kubectl.RunAsync(
            cancellationToken, "set", "resources", Set, "-c", "prometheus", "--requests=memory=256Mi", "--limits=memory=256Mi");
        await kubectl.RunAsync(cancellationToken, "rollout", "status", Set, "--timeout=60s");
    }

    [GeneratedRegex(@"[Oo]peration (?<id>[0-9]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Number();
}
