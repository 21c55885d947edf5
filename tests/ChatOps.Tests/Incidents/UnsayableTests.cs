using ChatOps.Chat;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Incidents;

/// <summary>A message that can't be rendered, or that Slack refuses for what is in it, holds up nothing behind it.</summary>
public sealed class UnsayableTests : IAsyncLifetime
{
    private static readonly TimeSpan AWhile = TimeSpan.FromSeconds(40);

    private readonly IncidentRig _rig = new();

    public static TheoryData<string> Faults => ["refused", "stumbled"];

    public ValueTask InitializeAsync() => _rig.InitializeAsync();

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task An_operation_whose_message_can_not_be_said_gets_a_short_one_in_its_place(string fault)
    {
        var first = await _rig.AskAsync(IncidentRig.Elsewhere);
        await _rig.AskAsync(IncidentRig.Elsewhere);
        _rig.Slack.Objection = message => message.Footer!.StartsWith($"Operation {first}, asked", StringComparison.Ordinal)
            ? Fault(fault)
            : null;

        await _rig.LetPassAsync(AWhile);

        _rig.InChannel().ShouldBe(["Operation 1", "Operation 2"], "in order");
        var trail = await _rig.TrailAsync();
        var head = _rig.Slack.Posts.First(post => post.Where == IncidentRig.Channel).Message;
        head.ToPlainText().ShouldBe(
            $"Operation 1: Approved\nOperation 1, shown short, audit {trail.Last(entry => entry.OperationId == first).ShortHash}");
        foreach (var entries in trail.GroupBy(entry => entry.OperationId))
        {
            _rig.InThread(entries.Key!.Value).ShouldBe(entries.Select(entry => entry.ShortHash)); // all are of operations
        }

        _rig.Shortened.Lately.ShouldContain(problem => problem.Contains("operation 1") && problem.Contains("CINCIDENT"));
        _rig.Time.Advance(ShortenedMessages.Told + TimeSpan.FromSeconds(1));
        _rig.Shortened.Lately.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Entries_that_can_not_be_said_are_witnessed_by_their_hashes(string fault)
    {
        await _rig.QueryAsync("pods poison");
        _rig.Slack.Objection = message => message.ToPlainText().Contains("poison", StringComparison.Ordinal) ? Fault(fault) : null;
        await _rig.LetPassAsync(AWhile);
        await _rig.QueryAsync("volumes");
        await _rig.LetPassAsync(AWhile);

        _rig.InChannel().SelectMany(line => line.Split(' ')).ShouldBe((await _rig.TrailAsync()).Select(entry => entry.ShortHash));
        _rig.Following.Problem.ShouldBeNull();
        _rig.Shortened.Lately.ShouldHaveSingleItem().ShouldContain("audit entries 1 to 1");
    }

    [Fact]
    public async Task A_message_that_is_waited_for_too_long_is_told_as_a_problem()
    {
        await _rig.AskAsync(IncidentRig.Elsewhere);
        await _rig.Following.TakeTurnAsync(TestContext.Current.CancellationToken);
        _rig.Following.Problem.ShouldBeNull();
        _rig.Time.Advance(TimeSpan.FromSeconds(30)); // and no relay posts it

        await _rig.Following.TakeTurnAsync(TestContext.Current.CancellationToken);

        _rig.Following.Problem.ShouldNotBeNull().ShouldContain("The message of operation 1");
        await _rig.LetPassAsync(AWhile);
        _rig.Following.Problem.ShouldBeNull();
    }

    [Fact]
    public async Task A_channel_that_takes_nothing_is_no_matter_of_words()
    {
        await _rig.QueryAsync("pods");
        _rig.Slack.Outage = new ChatRefusedException("The bot is not in the channel.");
        await _rig.LetPassAsync(TimeSpan.FromMinutes(5), step: TimeSpan.FromSeconds(10));
        _rig.Slack.Outage = null;
        await _rig.LetPassAsync(AWhile);

        _rig.Slack.Posts.ShouldHaveSingleItem().Message.ToPlainText().ShouldContain("asked: pods");
        _rig.Shortened.Lately.ShouldBeEmpty();
    }

    private static Exception Fault(string fault) => fault is "refused"
        ? new ChatRefusedException("Slack did not take the message. (Slack: invalid_blocks)", isAboutContent: true)
        : new InvalidOperationException("A part this renderer does not know");
}
