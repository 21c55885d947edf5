using ChatOps.Chat;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Incidents;

/// <summary>An hour without Slack, in whatever way: afterwards nothing is lost, nothing reordered.</summary>
public sealed class IncidentOutageTests : IAsyncLifetime
{
    private readonly IncidentRig _rig = new();

    public static TheoryData<string> Troubles => ["away", "rate-limited", "not in the channel"];

    public ValueTask InitializeAsync() => _rig.InitializeAsync();

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Theory]
    [MemberData(nameof(Troubles))]
    public async Task An_hour_of_trouble_loses_and_reorders_nothing(string trouble)
    {
        await WorkAsync(operations: 3);
        _rig.Slack.Outage = trouble switch
        {
            "away" => new ChatUnavailableException("Slack can't be reached."),
            "rate-limited" => new ChatUnavailableException("Slack answered with HTTP 429.", TimeSpan.FromSeconds(30)),
            _ => new ChatRefusedException("The bot is not in the channel."),
        };
        for (var minute = 0; minute < 60; minute += 6)
        {
            await WorkAsync(operations: 2);
            await _rig.LetPassAsync(TimeSpan.FromMinutes(6), step: TimeSpan.FromSeconds(10));
        }

        _rig.Following.Problem.ShouldBe(_rig.Slack.Outage.Message);
        _rig.Slack.Outage = null;
        await _rig.LetPassAsync(TimeSpan.FromMinutes(4), step: TimeSpan.FromSeconds(1));

        _rig.Following.Problem.ShouldBeNull();
        await ShouldBeMirroredAsync();
    }

    [Fact]
    public async Task A_process_that_dies_in_the_outage_and_one_that_dies_behind_it_lose_and_reorder_nothing()
    {
        _rig.Slack.Outage = new ChatUnavailableException("Slack can't be reached.");
        await WorkAsync(operations: 4);
        await _rig.LetPassAsync(TimeSpan.FromMinutes(5), step: TimeSpan.FromSeconds(10));
        _rig.Restart();
        await WorkAsync(operations: 4);
        await _rig.LetPassAsync(TimeSpan.FromMinutes(5), step: TimeSpan.FromSeconds(10));
        _rig.Slack.Outage = null;
        for (var life = 0; life < 20; life++)
        {
            await _rig.LetPassAsync(TimeSpan.FromSeconds(2));
            _rig.Restart();
        }

        await _rig.LetPassAsync(TimeSpan.FromMinutes(1));

        await ShouldBeMirroredAsync();
    }

    [Fact]
    public async Task What_was_sent_and_not_remembered_is_sent_again_and_nothing_else()
    {
        await _rig.QueryAsync("pods");
        await _rig.LetPassAsync(TimeSpan.FromSeconds(3));
        await _rig.QueryAsync("volumes");
        await _rig.ForgetMovesAsync(() => _rig.LetPassAsync(TimeSpan.FromSeconds(1))); // dies between send and record
        _rig.Restart();
        await _rig.QueryAsync("audit");
        await _rig.LetPassAsync(TimeSpan.FromSeconds(3));

        var hashes = (await _rig.TrailAsync()).Select(entry => entry.ShortHash).ToList();
        _rig.InChannel().ShouldBe([hashes[0], hashes[1], $"{hashes[1]} {hashes[2]}"]);
    }

    /// <summary>Operations from two conversations whose moves alternate, with queries between.</summary>
    private async Task WorkAsync(int operations)
    {
        var ids = new List<int>();
        for (var operation = 0; operation < operations; operation++)
        {
            ids.Add(await _rig.AskAsync(operation % 2 == 0 ? IncidentRig.Elsewhere : IncidentRig.Channel));
            await _rig.QueryAsync("pods");
        }

        foreach (var id in ids)
        {
            await _rig.BeginAsync(id);
        }

        foreach (var id in ids)
        {
            await _rig.FinishAsync(id);
        }
    }

    private async Task ShouldBeMirroredAsync()
    {
        var trail = await _rig.TrailAsync();
        var operations = trail.Select(entry => entry.OperationId).OfType<int>().Distinct().ToList();
        foreach (var id in operations)
        {
            _rig.InThread(id).ShouldBe(
                trail.Where(entry => entry.OperationId == id).Select(entry => entry.ShortHash), $"thread of operation {id}");
        }

        var channel = _rig.InChannel().ToList();
        channel.Where(line => line.StartsWith("Operation", StringComparison.Ordinal))
            .ShouldBe(operations.Select(id => $"Operation {id}"));
        channel.Where(line => !line.StartsWith("Operation", StringComparison.Ordinal)).SelectMany(line => line.Split(' '))
            .ShouldBe(trail.Where(entry => entry.OperationId is null).Select(entry => entry.ShortHash));
    }
}
