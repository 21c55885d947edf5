using System.Net;
using ChatOps.Chat;
using ChatOps.IntegrationTests.Rigs;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Shouldly;
using Xunit;

namespace ChatOps.IntegrationTests.Slack;

/// <summary>Slack without a public address: everything comes over a WebSocket that the bot opened.</summary>
public sealed class SocketModeTests : IAsyncLifetime
{
    private FakeSlack _slack = null!; // both are set before each test by InitializeAsync
    private SlackBot _bot = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _slack = await FakeSlack.StartAsync(Stop);
        _bot = await SlackBot.StartAsync(
            _slack, ("Slack:SocketMode", "true"), ("Slack:AppToken", FakeSlack.AppToken), ("Slack:TeamId", "T0001"));
        await OpenedAsync(1);
    }

    public async ValueTask DisposeAsync()
    {
        await _bot.DisposeAsync();
        await _slack.DisposeAsync();
    }

    [Fact]
    public async Task A_slash_command_is_answered_with_its_receipt()
    {
        var receipt = await _slack.SendEnvelopeAsync("slash_commands", Command("echo hello", "1.2.3"), Stop);

        receipt.Acked.ShouldBeTrue();
        var answer = receipt.Payload.ShouldNotBeNull();
        answer.GetProperty("text").GetString().ShouldBe("✅ Heard echo hello");
        answer.GetProperty("response_type").GetString().ShouldBe("ephemeral");
        _bot.Desk.Requests.ShouldHaveSingleItem().ShouldBe(new Request(
            "slack:trigger:1.2.3", "echo hello", new Actor("slack", "UALICE", "alice"), new Conversation("slack", "CINCIDENT")));
    }

    [Fact]
    public async Task A_button_is_answered_to_the_presser()
    {
        var url = await _slack.IssueResponseUrlAsync(Stop);

        var receipt = await _slack.SendEnvelopeAsync("interactive", Click("echo hello", "UBOB", url), Stop);

        receipt.Acked.ShouldBeTrue();
        receipt.Payload.ShouldBeNull();
        var sent = await SentAsync(call => call.Kind == "response_url");
        sent.Body.ShouldNotBeNull().GetProperty("response_type").GetString().ShouldBe("ephemeral");
        _bot.Desk.Requests.ShouldHaveSingleItem().Actor.Id.ShouldBe("UBOB");
    }

    [Fact]
    public async Task A_mention_is_answered_in_a_thread_once()
    {
        var first = await _slack.SendEnvelopeAsync("events_api", Mention("<@UBOT> echo hello"), Stop);
        var second = await _slack.SendEnvelopeAsync("events_api", Mention("<@UBOT> echo hello"), Stop);

        first.Acked.ShouldBeTrue();
        second.Acked.ShouldBeTrue();
        await SentAsync(call => call.Method == "chat.postMessage");
        var message = (await _slack.MessagesAsync("CINCIDENT", Stop)).ShouldHaveSingleItem();
        message.Text.ShouldBe("✅ Heard echo hello");
        message.ThreadTs.ShouldBe("1767225600.000001");
        _bot.Desk.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_comes_from_another_workspace_has_its_receipt_and_no_effect()
    {
        var foreign = new { team_id = "T0666", user_id = "UEVE", channel_id = "C1", trigger_id = "1", text = "echo hello" };

        var receipt = await _slack.SendEnvelopeAsync("slash_commands", foreign, Stop);

        receipt.Acked.ShouldBeTrue();
        receipt.Payload.ShouldBeNull();
        _bot.Desk.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("slash_commands")]
    [InlineData("interactive")]
    [InlineData("events_api")]
    [InlineData("something_new")]
    public async Task What_makes_no_sense_has_its_receipt_and_the_connection_lives_on(string type)
    {
        (await _slack.SendEnvelopeAsync(type, new { nothing = 1 }, Stop)).Acked.ShouldBeTrue();

        (await _slack.SendEnvelopeAsync("slash_commands", Command("echo hello", "1.2.3"), Stop)).Acked.ShouldBeTrue();
        (await _slack.SocketsAsync(Stop)).Opened.ShouldBe(1);
    }

    [Fact]
    public async Task A_connection_that_slack_wants_renewed_is_followed_by_the_next()
    {
        await _slack.SayGoodbyeAsync("refresh_requested", Stop);

        // The old one is still open for 200 ms: whichever Slack takes, somebody listens.
        (await _slack.SendEnvelopeAsync("slash_commands", Command("echo one", "1"), Stop)).Acked.ShouldBeTrue();
        await OpenedAsync(2);
        (await _slack.SendEnvelopeAsync("slash_commands", Command("echo two", "2"), Stop)).Acked.ShouldBeTrue();
        _bot.Desk.Requests.Select(request => request.Text).ShouldBe(["echo one", "echo two"]);
        (await _bot.HealthAsync(Stop)).Status.ShouldBe(HealthStatus.Healthy);
    }

    [Fact]
    public async Task Over_http_nothing_is_listened_to() =>
        (await _bot.Client.PostAsync("/slack/command", content: null, Stop)).StatusCode.ShouldBe(HttpStatusCode.NotFound);

    [Fact]
    public async Task An_app_token_that_slack_does_not_know_is_told_by_the_health_check()
    {
        await using var stranger = await SlackBot.StartAsync(
            _slack, ("Slack:SocketMode", "true"), ("Slack:AppToken", "xapp-stranger"));

        var health = await Eventually.SeeAsync(
            "the health check tells of it",
            stranger.HealthAsync,
            health => health.Description?.Contains("Socket Mode is not connected", StringComparison.Ordinal) is true,
            Stop);

        health.Status.ShouldBe(HealthStatus.Degraded);
        health.Description.ShouldNotBeNull().ShouldNotContain("xapp-stranger");
    }

    private Task<SocketCount> OpenedAsync(int times) => Eventually.SeeAsync(
        $"connection {times} stands", _slack.SocketsAsync, sockets => sockets.Opened == times && sockets.Open == 1, Stop);

    private async Task<SlackCall> SentAsync(Func<SlackCall, bool> isMeant)
    {
        var calls = await Eventually.SeeAsync("the answer is sent", _slack.CallsAsync, calls => calls.Any(isMeant), Stop);
        return calls.Single(isMeant);
    }

    private static object Command(string text, string trigger) => new
    {
        command = "/astro",
        text,
        user_id = "UALICE",
        user_name = "alice",
        team_id = "T0001",
        channel_id = "CINCIDENT",
        api_app_id = "A0001",
        trigger_id = trigger,
    };

    private static object Click(string value, string user, Uri responseUrl) => new
    {
        type = "block_actions",
        team = new { id = "T0001" },
        user = new { id = user, username = user[1..], team_id = "T0001" },
        container = new { type = "message", message_ts = "1767225600.000001", channel_id = "CINCIDENT" },
        trigger_id = "3.4.def",
        response_url = responseUrl,
        actions = new[] { new { type = "button", action_id = "command:0", value } },
    };

    private static object Mention(string text) => new
    {
        type = "event_callback",
        team_id = "T0001",
        event_id = "Ev1",
        authorizations = new[] { new { team_id = "T0001", user_id = "UBOT", is_bot = true } },
        @event = new { type = "app_mention", user = "UALICE", text, ts = "1767225600.000001", channel = "CINCIDENT" },
    };
}
