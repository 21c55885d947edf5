using ChatOps.Audit;
using ChatOps.Chat;
using ChatOps.Operations;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Desk;

/// <summary>What those are answered who ask for something that an operation is at.</summary>
public sealed class FellowDeskTests : IAsyncLifetime
{
    private const string Restart = "restart scheduler zodiac-cosmo-1172";
    private const string Told = "Operation 1 by otto is at it already, so yours was not started. You will be told here when it is done.";
    private const string Busy = "Operation 1 by otto is at it already, so yours was not started.";

    private static readonly Actor Otto = new("slack", "UOTTO", "otto");
    private static readonly Actor Olga = new("slack", "UOLGA", "olga");
    private static readonly Actor Vera = new("slack", "UVERA", "vera");

    private readonly DeskRig _rig = new(
        new()
        {
            ["Access:Grants:0:Role"] = "Operator",
            ["Access:Grants:0:To"] = Otto.Key,
            ["Access:Grants:1:Role"] = "Operator",
            ["Access:Grants:1:To"] = Olga.Key,
            ["Access:Grants:2:Role"] = "Viewer",
            ["Access:Grants:2:To"] = Vera.Key,
        });

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _rig.InitializeAsync();
        await _rig.SayAsync(Otto, Restart);
    }

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Fact]
    public async Task Who_wants_the_same_is_told_where_they_asked_and_the_trail_says_so()
    {
        (await _rig.SayAsync(Olga, Restart, channel: "C2")).Split('\n')[1].ShouldBe($"! {Told}", "the one sentence that is news");

        var fellow = (await FellowsAsync()).ShouldHaveSingleItem();
        (fellow.Actor, fellow.Conversation).ShouldBe((Olga, new Conversation("slack", "C2")));
        var entry = await LastEntryAsync();
        (entry.Action, entry.Actor, entry.OperationId, entry.Detail)
            .ShouldBe((AuditAction.Joined, Olga.Key, 1, $"{Restart}: operation 1 does that already"));
        _rig.Jobs.Queued.ShouldBe([1]);
    }

    [Fact]
    public async Task Asking_again_there_changes_nothing_and_elsewhere_is_another_place_to_be_told()
    {
        await _rig.SayAsync(Olga, Restart);
        (await _rig.SayAsync(Olga, Restart)).ShouldContain(Told);
        (await LastEntryAsync()).Action.ShouldBe(AuditAction.Refused);
        await _rig.SayAsync(Olga, Restart, channel: "C2");

        (await FellowsAsync()).Select(fellow => fellow.Conversation.Channel).ShouldBe(["C1", "C2"]);
    }

    [Fact]
    public async Task The_asker_is_told_anyway()
    {
        (await _rig.SayAsync(Otto, Restart)).ShouldContain(Told);

        (await FellowsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_same_words_are_the_same_wish_also_when_the_pod_has_a_successor_by_now()
    {
        var pod = _rig.Inventory.Pods.Single(found => found.Name.Contains("cosmo-1172-scheduler"));
        _rig.Inventory.Remove(pod);
        _rig.Inventory.With(pod with { Name = $"{pod.Name[..^5]}x2x4q", Uid = "another" });

        (await _rig.SayAsync(Olga, Restart)).ShouldContain(Told);
    }

    [Fact]
    public async Task Another_reason_is_the_same_wish_and_is_kept_with_who_joined()
    {
        (await _rig.SayAsync(Olga, $"{Restart} --reason tasks hang")).ShouldContain(Told);

        (await LastEntryAsync()).Detail.ShouldBe($"{Restart} --reason tasks hang: operation 1 does that already");
    }

    [Fact]
    public async Task Another_reason_is_the_same_wish_also_when_the_pod_has_a_successor_by_now()
    {
        var pod = _rig.Inventory.Pods.Single(found => found.Name.Contains("cosmo-1172-scheduler"));
        _rig.Inventory.Remove(pod);
        _rig.Inventory.With(pod with { Name = $"{pod.Name[..^5]}x2x4q", Uid = "another" });

        (await _rig.SayAsync(Olga, $"{Restart} --reason tasks hang")).ShouldContain(Told);
    }

    [Theory]
    [InlineData($"{Restart} --force")]
    [InlineData("scale scheduler zodiac-cosmo-1172 2 --anyway")]
    public async Task Who_wants_something_else_of_it_is_only_shown_what_is_in_the_way(string text)
    {
        var answer = await _rig.SayAsync(Olga, text);

        answer.ShouldContain(Busy);
        answer.ShouldNotContain("You will be told");
        (await FellowsAsync()).ShouldBeEmpty();
        (await LastEntryAsync()).Action.ShouldBe(AuditAction.Refused);
    }

    [Fact]
    public async Task Who_may_not_ask_for_it_is_not_told_of_it()
    {
        (await _rig.SayAsync(Vera, Restart)).ShouldStartWith("This needs the role operator; you have viewer.");

        (await FellowsAsync()).ShouldBeEmpty();
    }

    private async Task<IReadOnlyList<FellowAsker>> FellowsAsync() =>
        (await _rig.Database.Operations.FindAsync(1, Stop)).ShouldNotBeNull().Fellows;

    private async Task<AuditEntry> LastEntryAsync() => (await _rig.Database.Audit.LatestAsync(limit: 1, Stop))[0];
}
