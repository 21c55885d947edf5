using System.Globalization;
using System.Text.RegularExpressions;
using ChatOps.Audit;
using ChatOps.IntegrationTests.Rigs;
using ChatOps.IntegrationTests.Volumes;
using ChatOps.Operations;
using Shouldly;
using Xunit;

namespace ChatOps.IntegrationTests.Approvals;

/// <summary>
/// A host whose settings leave much to its own clock: requests expire soon, a countdown is short, a restart of a scheduler is
/// confirmed by its asker, and the head of the trail is due in a moment.
/// </summary>
public sealed partial class DecidingHost : IAsyncLifetime
{
    private const string Incidents = "CINCIDENT";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan ToStart = TimeSpan.FromSeconds(45);

    private FakeSlack _slack = null!; // both are set by InitializeAsync before any test
    private HostProcess _host = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    internal SlackUser Alice => new(_host.Client, _slack, "UALICE");

    internal SlackUser Bob => new(_host.Client, _slack, "UBOB");

    internal Kubectl Kubectl => new(Path.Combine(_host.DataFolder, "simulator.kubeconfig"), VolumeBySlack.Namespace);

    public async ValueTask InitializeAsync()
    {
        _slack = await FakeSlack.StartAsync(Stop);
        var settings = SlackUser.SettingsForTwo(_slack);
        settings["Approvals:Commands:restart:ConfirmByAsker"] = "true";
        settings["Approvals:Commands:volume delete:Expiry"] = "00:00:10";
        settings["Approvals:BreakGlass:Enabled"] = "true";
        settings["Approvals:BreakGlass:Countdown"] = "00:00:10";
        settings["Incident:Channel"] = Incidents;
        settings["Incident:HeadAt"] = (TimeProvider.System.GetUtcNow() + ToStart).ToString("HH:mm:ss", CultureInfo.InvariantCulture);
        _host = await HostProcess.StartNewAsync(settings, Stop);
        await Alice.SayAsync("pods", Stop); // a first entry, for the head to bear witness of
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _slack.DisposeAsync();
    }

    /// <summary>Alice asks for something.</summary>
    /// <returns>The number that the answer names.</returns>
    internal async Task<int> AskAsync(string text)
    {
        var answer = await Alice.SayAsync(text, Stop);
        var number = Number().Match(answer);
        number.Success.ShouldBeTrue(answer);
        return int.Parse(number.Groups["id"].Value, CultureInfo.InvariantCulture);
    }

    /// <summary>The operation's own message, once it says this.</summary>
    internal Task<SlackMessage> SeeAsync(int operation, string saying) => SeeAsync(
        $"operation {operation} says: {saying}",
        message => message.Text.Contains($"Operation {operation}, asked by") && message.Text.Contains(saying));

    /// <summary>A message of the incident channel that meets a condition, once there is one.</summary>
    internal Task<SlackMessage> SeeAsync(string what, Func<SlackMessage, bool> condition) => Eventually.SeeAsync(
        what,
        async stop => (await _slack.MessagesAsync(Incidents, stop)).FirstOrDefault(condition)!, // seen once it is there
        found => found is not null,
        Stop,
        Patience);

    internal async Task<Operation> OperationAsync(int id)
    {
        await using var database = _host.OpenDatabase();
        return database.Operations.Single(found => found.Id == id);
    }

    internal async Task<AuditEntry> EntryAsync(int sequence)
    {
        await using var database = _host.OpenDatabase();
        return database.AuditEntries.Single(entry => entry.Sequence == sequence);
    }

    [GeneratedRegex(@"operation (?<id>\d+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Number();
}
