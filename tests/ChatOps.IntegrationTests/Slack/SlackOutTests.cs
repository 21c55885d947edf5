using System.Collections.Immutable;
using System.Text.Json;
using ChatOps.Adapters.Slack;
using ChatOps.Adapters.Slack.Outgoing;
using ChatOps.Chat;
using ChatOps.IntegrationTests.Rigs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ChatOps.IntegrationTests.Slack;

/// <summary>The way out, against a Slack that judges each call as the real one would.</summary>
public sealed class SlackOutTests : IAsyncLifetime
{
    private static readonly Conversation Incidents = new("slack", "CINCIDENT");
    private static readonly Conversation NotInvited = new("slack", "CGENERAL");
    private static readonly Message Working = Message.Titled("Restarting", Tone.Working);
    private static readonly Message Done = Message.Titled("Restarted", Tone.Good);

    private FakeSlack? _started;
    private ServiceProvider? _services;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private FakeSlack Slack => _started ?? throw new InvalidOperationException("Not started.");

    private ServiceProvider Services => _services ?? throw new InvalidOperationException("Not started.");

    private IChatPlatform Bot => Services.GetRequiredService<IChatPlatform>();

    public async ValueTask InitializeAsync()
    {
        _started = await FakeSlack.StartAsync(Stop);
        _services = BotWith(FakeSlack.BotToken, Slack.ApiBaseUrl);
    }

    [Fact]
    public async Task A_living_message_is_posted_once_and_then_changes()
    {
        var id = await Bot.PostAsync(Incidents, Working.Text("Asked for by alice."), Stop);
        await Bot.UpdateAsync(Incidents, id, Done.Field("Took", "48 s"), Stop);

        var message = (await Slack.MessagesAsync("CINCIDENT", Stop)).ShouldHaveSingleItem();
        id.ShouldBe($"CINCIDENT/{message.Ts}");
        message.Text.ShouldBe("✅ Restarted\nTook: 48 s");
        message.Blocks.ShouldNotBeNull().GetArrayLength().ShouldBe(2);
        (await Slack.CallsAsync(Stop)).Select(call => (call.Method, call.Ok)).ShouldBe(
            [("chat.postMessage", true), ("chat.update", true)]);
    }

    [Fact]
    public async Task A_channel_given_by_name_is_updated_by_its_id()
    {
        var byName = Incidents with { Channel = "#incidents" };

        var id = await Bot.PostAsync(byName, Working, Stop);
        await Bot.UpdateAsync(byName, id, Done, Stop);

        (await Slack.MessagesAsync("CINCIDENT", Stop)).ShouldHaveSingleItem().Text.ShouldBe("✅ Restarted");
    }

    [Fact]
    public async Task An_answer_stands_in_the_thread_of_the_first_message()
    {
        var id = await Bot.PostAsync(Incidents, Working, Stop);
        await Bot.PostAsync(Incidents with { Thread = id }, Done, Stop);

        var messages = await Slack.MessagesAsync("CINCIDENT", Stop);
        messages[1].ThreadTs.ShouldBe(messages[0].Ts);
    }

    [Fact]
    public async Task Hostile_and_huge_messages_are_taken_and_ping_nobody()
    {
        foreach (var message in Extremes())
        {
            var id = await Bot.PostAsync(Incidents, message, Stop);
            await Bot.UpdateAsync(Incidents, id, message, Stop);
        }

        var calls = await Slack.CallsAsync(Stop);
        calls.Count.ShouldBe(2 * Extremes().Count());
        calls.ShouldAllBe(call => call.Ok && call.Error == null);
        foreach (var call in calls)
        {
            var text = call.Args.ShouldNotBeNull().GetProperty("text").GetString().ShouldNotBeNull();
            text.ShouldNotContain("<");
            JsonSerializer.Serialize(call.Args).ShouldNotContain("mrkdwn");
        }
    }

    [Fact]
    public async Task A_busy_slack_is_waited_for()
    {
        await Slack.FailAsync(new("chat.postMessage") { Http = 429, RetryAfter = 1 }, Stop);
        var started = TimeProvider.System.GetTimestamp();

        await Bot.PostAsync(Incidents, Working, Stop);

        TimeProvider.System.GetElapsedTime(started).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(1));
        (await Slack.MessagesAsync("CINCIDENT", Stop)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_slack_that_is_busy_for_long_says_until_when()
    {
        await Slack.FailAsync(new("chat.update") { Http = 429, RetryAfter = 60 }, Stop);
        var id = await Bot.PostAsync(Incidents, Working, Stop);

        var busy = await Should.ThrowAsync<ChatUnavailableException>(() => Bot.UpdateAsync(Incidents, id, Done, Stop));

        busy.RetryAfter.ShouldBe(TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task An_update_survives_trouble_upstream()
    {
        var id = await Bot.PostAsync(Incidents, Working, Stop);
        await Slack.FailAsync(new("chat.update") { Http = 502 }, Stop);

        await Bot.UpdateAsync(Incidents, id, Done, Stop);

        (await Slack.MessagesAsync("CINCIDENT", Stop)).ShouldHaveSingleItem().Text.ShouldBe("✅ Restarted");
    }

    [Fact]
    public async Task A_slack_that_is_gone_is_unavailable()
    {
        await using var alone = BotWith(FakeSlack.BotToken, new($"http://127.0.0.1:{FreePort.Next()}/api/"));

        await Should.ThrowAsync<ChatUnavailableException>(
            () => alone.GetRequiredService<IChatPlatform>().PostAsync(Incidents, Working, Stop));
    }

    [Theory]
    [InlineData("CGENERAL", "not_in_channel")]
    [InlineData("CNOWHERE", "channel_not_found")]
    [InlineData("COLD", "is_archived")]
    public async Task A_channel_that_can_not_be_posted_to_is_a_refusal(string channel, string error)
    {
        var refused = await Should.ThrowAsync<ChatRefusedException>(
            () => Bot.PostAsync(new("slack", channel), Working, Stop));

        refused.Message.ShouldContain(channel);
        refused.Message.ShouldEndWith($"(Slack: {error})");
    }

    [Fact]
    public async Task A_token_that_slack_does_not_know_is_a_refusal()
    {
        await using var stranger = BotWith("xoxb-stranger", Slack.ApiBaseUrl);

        var refused = await Should.ThrowAsync<ChatRefusedException>(
            () => stranger.GetRequiredService<IChatPlatform>().PostAsync(Incidents, Working, Stop));

        refused.Message.ShouldContain("set Slack:BotToken");
        refused.Message.ShouldNotContain("xoxb-stranger");
    }

    [Fact]
    public async Task Where_the_bot_is_not_invited_the_response_url_carries_the_message_to_its_end()
    {
        var url = await Slack.IssueResponseUrlAsync(Stop);
        Services.GetRequiredService<ResponseUrls>().Keep("CGENERAL", url.AbsoluteUri);

        var id = await Bot.PostAsync(NotInvited, Working, Stop);
        for (var update = 0; update < 20; update++)
        {
            await Bot.UpdateAsync(NotInvited, id, Working, Stop);
        }

        await Bot.UpdateAsync(NotInvited, id, Done, Stop);

        var sent = (await Slack.CallsAsync(Stop)).Where(call => call.Kind is "response_url").ToList();
        sent.ShouldAllBe(call => call.Ok);
        sent.Count.ShouldBe(2);
        sent[0].Body.ShouldNotBeNull().GetProperty("response_type").GetString().ShouldBe("in_channel");
        sent[1].Body.ShouldNotBeNull().GetProperty("replace_original").GetBoolean().ShouldBeTrue();
        sent[1].Body.ShouldNotBeNull().GetProperty("text").GetString().ShouldBe("✅ Restarted");
    }

    [Fact]
    public async Task A_response_url_that_slack_has_forgotten_is_a_refusal()
    {
        var url = await Slack.IssueResponseUrlAsync(Stop, age: TimeSpan.FromMinutes(31));
        Services.GetRequiredService<ResponseUrls>().Keep("CGENERAL", url.AbsoluteUri);

        var refused = await Should.ThrowAsync<ChatRefusedException>(() => Bot.PostAsync(NotInvited, Working, Stop));

        refused.Message.ShouldContain("/invite");
        refused.ToString().ShouldNotContain(url.AbsolutePath);
    }

    public async ValueTask DisposeAsync()
    {
        await Services.DisposeAsync();
        await Slack.DisposeAsync();
    }

    private static ServiceProvider BotWith(string token, Uri apiBaseUrl)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Slack:SigningSecret"] = "0123456789abcdef0123456789abcdef",
            ["Slack:BotToken"] = token,
            ["Slack:ApiBaseUrl"] = apiBaseUrl.AbsoluteUri,
            ["Slack:ResponseUrlHosts:0"] = "127.0.0.1",
        }).Build();
        return new ServiceCollection().AddLogging().AddSlack(configuration).BuildServiceProvider();
    }

    /// <summary>What nobody would write, but a cluster, a log or a foe might.</summary>
    private static IEnumerable<Message> Extremes()
    {
        string[] texts =
        [
            "<!channel> <!here> <@UALICE> <https://evil.example|good>",
            "``` *bold* _italic_ @here",
            "\0\u001b[31mred\u202Egnp.exe\uD83D",
            new string('&', 4000),
            string.Concat(Enumerable.Repeat("🚀", 4000)),
            new string('x', 100_000),
            string.Concat(Enumerable.Repeat("line of a log\n", 2000)),
        ];
        foreach (var text in texts)
        {
            yield return Everything(text, times: 1);
            yield return Everything(text, times: 60);
        }

        yield return Everything("", times: 1);
        yield return new Message("");
    }

    private static Message Everything(string text, int times)
    {
        var cells = ImmutableList.CreateRange(Enumerable.Repeat(text, Math.Min(times, 10)));
        Part[] each =
        [
            new TextPart(text),
            new WarningPart(text),
            new FieldsPart([.. Enumerable.Repeat(new Field(text, text), times)]),
            new StepsPart([.. Enumerable.Repeat(new StepLine(StepState.Running, text, text), times)]),
            new TablePart(text, cells, [.. Enumerable.Repeat(cells, times)]) { More = text },
        ];
        return new Message(text)
        {
            Tone = Tone.Warning,
            Parts = [.. Enumerable.Repeat(each, times).SelectMany(parts => parts)],
            Buttons = [.. Enumerable.Repeat(new Button(text, text, ButtonStyle.Danger), times)],
            Footer = text,
        };
    }
}
