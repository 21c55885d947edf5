using ChatOps.Audit;
using ChatOps.Chat;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Incidents;

public sealed class IncidentFollowerTests : IAsyncLifetime
{
    private static readonly TimeSpan AWhile = TimeSpan.FromSeconds(10);

    private readonly IncidentRig _rig = new();

    public ValueTask InitializeAsync() => _rig.InitializeAsync();

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Fact]
    public async Task An_operation_that_was_asked_for_elsewhere_has_a_thread_of_its_own()
    {
        var id = await _rig.AskAsync(IncidentRig.Elsewhere);
        await _rig.LetPassAsync(AWhile);
        await _rig.BeginAsync(id);
        await _rig.FinishAsync(id);
        await _rig.LetPassAsync(AWhile);

        _rig.InChannel().ShouldBe(["Operation 1"]);
        (await _rig.TrailAsync()).Count.ShouldBe(6);
        await ShouldBeMirroredAsync();
        _rig.Slack.Shown.ShouldContain(("message-2", "Restarted scheduler of zodiac-cosmo-1172 in 10 seconds"), "kept up to date");
    }

    [Fact]
    public async Task Entries_of_the_same_moment_share_a_message_with_a_line_and_a_hash_for_each()
    {
        await _rig.AskAsync(IncidentRig.Channel);
        await _rig.LetPassAsync(AWhile);

        var trail = await _rig.TrailAsync();
        _rig.Slack.Posts[^1].Message.ToPlainText().ShouldBe(
            $"""
            Asked, planned, approved
            03:00:00 {trail[0].ShortHash} alice asked: restart scheduler 1
            03:00:00 {trail[1].ShortHash} chatops planned: {trail[1].Detail}
            03:00:00 {trail[2].ShortHash} chatops approved: Disruptive risk needs no approval
            Audit trail, entries 1 to 3, 2026-11-23 UTC
            """);
    }

    [Fact]
    public async Task An_operation_that_was_asked_for_in_the_channel_is_not_posted_twice()
    {
        await _rig.AskAsync(IncidentRig.Channel);

        await _rig.LetPassAsync(AWhile);

        _rig.InChannel().ShouldBe(["Operation 1"]);
        await ShouldBeMirroredAsync();
    }

    [Fact]
    public async Task What_was_asked_for_in_a_thread_of_the_channel_is_mirrored_in_that_thread()
    {
        await _rig.AskAsync(IncidentRig.Channel with { Thread = "talk" });

        await _rig.LetPassAsync(AWhile);

        _rig.Slack.Posts.Select(post => post.Where).Distinct().ShouldBe([IncidentRig.Channel with { Thread = "talk" }]);
        _rig.Slack.Posts.Count.ShouldBe(2, "the operation's message and its entries");
    }

    [Fact]
    public async Task What_belongs_to_no_operation_stands_in_the_channel_itself()
    {
        await _rig.QueryAsync("pods");
        await _rig.QueryAsync("volumes");
        await _rig.LetPassAsync(AWhile);
        await _rig.AskAsync(IncidentRig.Elsewhere);
        await _rig.LetPassAsync(AWhile);
        await _rig.QueryAsync("audit");
        await _rig.LetPassAsync(AWhile);

        var trail = await _rig.TrailAsync();
        _rig.InChannel().ShouldBe([$"{trail[0].ShortHash} {trail[1].ShortHash}", "Operation 1", trail[5].ShortHash]);
    }

    [Fact]
    public async Task A_message_by_response_url_heads_no_thread_so_the_channel_gets_one_of_its_own()
    {
        _rig.Slack.Headless.Add("message-1");
        await _rig.AskAsync(IncidentRig.Channel);

        await _rig.LetPassAsync(AWhile);

        _rig.InChannel().ShouldBe(["Operation 1", "Operation 1"]);
        _rig.Slack.Posts[^1].Where.Thread.ShouldBe("message-2");
    }

    [Fact]
    public async Task An_operation_from_before_the_channel_was_chosen_gets_its_message_there_too()
    {
        await using (var database = await _rig.Database.OpenAsync(TestContext.Current.CancellationToken))
        {
            await _rig.AskAsync(IncidentRig.Elsewhere);
            await database.LivingMessages.Where(row => row.Conversation.Channel == IncidentRig.Channel.Channel)
                .ExecuteDeleteAsync(TestContext.Current.CancellationToken);
        }

        await _rig.LetPassAsync(AWhile);

        _rig.InChannel().ShouldBe(["Operation 1"]);
        await ShouldBeMirroredAsync();
    }

    [Fact]
    public async Task A_head_that_somebody_deleted_is_posted_anew_for_what_is_to_stand_under_it()
    {
        var id = await _rig.AskAsync(IncidentRig.Channel);
        await _rig.LetPassAsync(AWhile);
        await _rig.Database.Audit.AppendAsync(
            new AuditNote("slack:UBOB", "bob", AuditAction.Refused, "scheduler", $"approve {id}", id),
            TestContext.Current.CancellationToken);
        _rig.Slack.Trouble = new ChatMessageGoneException("It was deleted.");

        await _rig.LetPassAsync(AWhile);

        _rig.InChannel().ShouldBe(["Operation 1", "Operation 1"]);
        _rig.Slack.Posts[^1].Where.Thread.ShouldBe("message-3");
    }

    [Fact]
    public async Task A_long_entry_is_cut_and_keeps_its_hash()
    {
        await _rig.QueryAsync($"pods {new string('x', 5_000)}");
        await _rig.LetPassAsync(AWhile);

        var text = _rig.Slack.Posts.ShouldHaveSingleItem().Message.ToPlainText();
        text.ShouldContain((await _rig.TrailAsync())[0].ShortHash);
        text.Length.ShouldBeLessThan(1_000);
    }

    [Fact]
    public async Task A_backlog_takes_few_messages_and_each_is_within_what_a_platform_takes()
    {
        for (var query = 0; query < 100; query++)
        {
            await _rig.QueryAsync($"pods {new string('x', 400)}");
        }

        await _rig.LetPassAsync(AWhile + AWhile);

        _rig.Slack.Posts.Count.ShouldBeInRange(5, 10);
        _rig.Slack.Posts.ShouldAllBe(post => post.Message.ToPlainText().Length < 6_500);
        await ShouldBeMirroredAsync();
    }

    /// <summary>Every entry stands where it belongs, once and in order.</summary>
    private async Task ShouldBeMirroredAsync()
    {
        foreach (var entries in (await _rig.TrailAsync()).GroupBy(entry => entry.OperationId))
        {
            var shown = entries.Key is { } id ? _rig.InThread(id) : _rig.InChannel().SelectMany(line => line.Split(' '));
            shown.ShouldBe(entries.Select(entry => entry.ShortHash), $"operation {entries.Key}");
        }
    }
}
