using System.Text.RegularExpressions;
using ChatOps.Audit;
using ChatOps.IntegrationTests.Chat;
using ChatOps.IntegrationTests.Rigs;
using Microsoft.EntityFrameworkCore;
using Shouldly;

namespace ChatOps.IntegrationTests.Incidents;

/// <summary>What stands in an incident channel, beside what the audit trail has.</summary>
/// <param name="shownAsync">All that people see there now, oldest first.</param>
internal sealed partial class IncidentChannel(Func<CancellationToken, Task<IReadOnlyList<ShownMessage>>> shownAsync)
{
    public static IncidentChannel In(FakeSlack slack, string channel) => new(async stop =>
    [
        .. (await slack.MessagesAsync(channel, stop)).Select(message => new ShownMessage(message.Ts, message.ThreadTs, message.Text)),
    ]);

    public static IncidentChannel In(FakeTeams teams, string channel) => new(_ => Task.FromResult(teams.ShownIn(channel)));

    /// <summary>
    /// Waits until the operations have succeeded and all is told; then each has one message, which says so, with its entries below
    /// it, what belongs to none stands in the channel, and every entry is there once and in order.
    /// </summary>
    public async Task ShouldMirrorAsync(HostProcess host, int operations, CancellationToken cancellationToken)
    {
        var trail = await ToldAsync(host, operations, cancellationToken);
        var messages = await shownAsync(cancellationToken);
        var heads = messages.Where(message => message is { Thread: null } && OperationId(message) is not null).ToList();
        heads.Select(OperationId).Order().ShouldBe(Enumerable.Range(1, operations).Select(id => (int?)id));
        foreach (var head in heads)
        {
            messages.Where(message => message.Thread == head.Id).SelectMany(Hashes)
                .ShouldBe(trail.Where(entry => entry.OperationId == OperationId(head)).Select(entry => entry.ShortHash));
        }

        messages.Where(message => message.Thread is null && OperationId(message) is null).SelectMany(Hashes)
            .ShouldBe(trail.Where(entry => entry.OperationId is null).Select(entry => entry.ShortHash));
    }

    /// <summary>Operations in the order in which their messages were posted.</summary>
    public async Task<IEnumerable<int?>> HeadsAsync(CancellationToken cancellationToken) =>
        (await shownAsync(cancellationToken))
            .Where(message => message.Thread is null).Select(OperationId).Where(id => id is not null);

    private async Task<IReadOnlyList<AuditEntry>> ToldAsync(
        HostProcess host, int operations, CancellationToken cancellationToken)
    {
        IReadOnlyList<AuditEntry> trail = [];
        await Eventually.TrueAsync(
            "the whole trail stands in the channel",
            async stop =>
            {
                await using var database = host.OpenDatabase();
                trail = await database.AuditEntries.AsNoTracking().OrderBy(entry => entry.Sequence).ToListAsync(stop);
                var messages = await shownAsync(stop);
                var hashes = messages.SelectMany(Hashes).ToHashSet();
                return messages.Where(message => message.Thread is null && OperationId(message) is not null).All(TellsTheEnd)
                    && trail.Count(entry => entry.Action == AuditAction.Succeeded) == operations
                    && trail.All(entry => hashes.Contains(entry.ShortHash));
            },
            cancellationToken,
            within: TimeSpan.FromMinutes(2));
        return trail;
    }

    private static int? OperationId(ShownMessage message) =>
        Footer().Match(message.Text) is { Success: true } match ? int.Parse(match.Groups["id"].Value) : null;

    /// <summary>A message of an operation that succeeded, or the short form of one.</summary>
    private static bool TellsTheEnd(ShownMessage head) => head.Text.StartsWith('✅') || head.Text.Contains("Succeeded");

    private static IEnumerable<string> Hashes(ShownMessage message) =>
        Line().Matches(message.Text).Select(match => match.Groups["hash"].Value);

    [GeneratedRegex(@"^Operation (?<id>\d+), (asked by|shown short)", RegexOptions.ExplicitCapture | RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Footer();

    [GeneratedRegex(@"^\d\d:\d\d:\d\d (?<hash>[0-9a-f]{8}) ", RegexOptions.ExplicitCapture | RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Line();
}
