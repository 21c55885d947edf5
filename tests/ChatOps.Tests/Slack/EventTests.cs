using System.Net;
using ChatOps.Adapters.Slack.Incoming.Events;
using ChatOps.Chat;
using ChatOps.Tests.Cluster;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;
using static ChatOps.Tests.Slack.SlackRequests;

namespace ChatOps.Tests.Slack;

public sealed class EventTests : IAsyncLifetime
{
    private const string Mention =
        """{"type":"app_mention","user":"UALICE","text":"<@UBOT> restart scheduler","ts":"1767225600.000001","channel":"CINCIDENT"}""";

    private const string Direct =
        """{"type":"message","channel_type":"im","user":"UALICE","text":"restart scheduler","ts":"1767225600.000001","channel":"D1"}""";

    private SlackHost _host = null!; // xunit awaits InitializeAsync before any test

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private DateTimeOffset Now => _host.Time.GetUtcNow();

    public async ValueTask InitializeAsync()
    {
        _host = await SlackHost.StartAsync();
        _host.Wire.Then("""{"ok":true,"channel":"CINCIDENT","ts":"1767225600.000002"}""");
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_new_address_is_verified_by_its_challenge()
    {
        var response = await SendAsync("""{"type":"url_verification","token":"x","challenge":"café 🚀"}""");

        (await response.Content.ReadAsStringAsync(Stop)).ShouldBe("""{"challenge":"caf\u00E9 \uD83D\uDE80"}""");
    }

    [Fact]
    public async Task A_challenge_that_is_not_signed_is_refused()
    {
        var body = "{\"type\":\"url_verification\",\"challenge\":\"x\"}"u8.ToArray();

        var response = await _host.Client.SendAsync(
            With(body, $"{Now.ToUnixTimeSeconds()}", $"v0={new string('0', 64)}", "application/json", "/slack/event"), Stop);

        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        _host.Refusals.Reasons.ShouldBe(["forged"]);
    }

    [Fact]
    public async Task What_is_said_to_the_bot_by_name_reaches_the_desk_without_the_name()
    {
        (await SendAsync(Happened(Mention))).StatusCode.ShouldBe(HttpStatusCode.OK);

        _host.Desk.Requests.ShouldHaveSingleItem().ShouldBe(new Request(
            "slack:event:Ev1",
            "restart scheduler",
            new Actor("slack", "UALICE", "UALICE"),
            new Conversation("slack", "CINCIDENT", "1767225600.000001")));
    }

    [Fact]
    public async Task A_mention_is_answered_in_a_thread_under_it()
    {
        await SendAsync(Happened(Mention));

        var (address, body) = await SentAsync();
        address.ShouldBe(new("https://slack.com/api/chat.postMessage"));
        body.ShouldContain("\"channel\":\"CINCIDENT\"");
        body.ShouldContain("\"thread_ts\":\"1767225600.000001\"");
        body.ShouldContain("Heard restart scheduler");
    }

    [Fact]
    public async Task A_mention_in_a_thread_is_answered_in_that_thread()
    {
        await SendAsync(Happened(Mention.Replace("\"ts\"", "\"thread_ts\":\"1767225500.000001\",\"ts\"")));

        (await SentAsync()).Body.ShouldContain("\"thread_ts\":\"1767225500.000001\"");
    }

    [Fact]
    public async Task A_direct_message_is_answered_where_it_was_written()
    {
        await SendAsync(Happened(Direct));

        _host.Desk.Requests.ShouldHaveSingleItem().Conversation.ShouldBe(new("slack", "D1"));
        (await SentAsync()).Body.ShouldNotContain("thread_ts");
    }

    [Theory]
    [InlineData("<@UBOT>   pods", "pods")]
    [InlineData("<@UBOT|bot> pods", "pods")]
    [InlineData("pods <@UBOT>", "pods")]
    [InlineData("<@UBOT>", "")]
    [InlineData("<@UBOT> grant <@UBOB> &lt;now&gt;", "grant @UBOB <now>")]
    public async Task Only_the_bots_own_name_is_taken_out(string said, string expected)
    {
        await SendAsync(Happened(Mention.Replace("<@UBOT> restart scheduler", said)));

        _host.Desk.Requests.ShouldHaveSingleItem().Text.ShouldBe(expected);
    }

    [Theory]
    [InlineData("\"user\":\"UALICE\"", "\"user\":\"UBOT\"")]
    [InlineData("\"user\":\"UALICE\"", "\"user\":\"UALICE\",\"bot_id\":\"B7\"")]
    [InlineData("\"user\":\"UALICE\"", "\"user\":\"UALICE\",\"subtype\":\"message_changed\"")]
    [InlineData("\"user\":\"UALICE\"", "\"username\":\"nobody\"")]
    [InlineData("\"channel_type\":\"im\"", "\"channel_type\":\"channel\"")]
    [InlineData("\"type\":\"message\"", "\"type\":\"reaction_added\"")]
    public async Task What_bots_say_and_what_is_not_said_to_the_bot_is_received_and_ignored(string part, string other)
    {
        (await SendAsync(Happened(Direct.Replace(part, other)))).StatusCode.ShouldBe(HttpStatusCode.OK);

        _host.Desk.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_event_sent_again_is_received_and_acts_once()
    {
        await SendAsync(Happened(Mention));
        var again = SignedEvent(Happened(Mention), Now);
        again.Headers.Add("X-Slack-Retry-Num", "1");
        (await _host.Client.SendAsync(again, Stop)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await SendAsync(Happened(Mention, id: "Ev2"));

        _host.Desk.Requests.Select(request => request.Id).ShouldBe(["slack:event:Ev1", "slack:event:Ev2"]);
        _host.Refusals.Reasons.ShouldBe(["repeated"]);
    }

    [Fact]
    public async Task A_retry_whose_first_try_never_came_acts()
    {
        var retry = SignedEvent(Happened(Mention), Now);
        retry.Headers.Add("X-Slack-Retry-Num", "1");
        retry.Headers.Add("X-Slack-Retry-Reason", "http_timeout");

        await _host.Client.SendAsync(retry, Stop);

        _host.Desk.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_event_that_slack_hung_up_on_acts_when_it_is_sent_again()
    {
        var asked = new TaskCompletionSource();
        _host.Desk.Answer = async (_, cancellationToken) =>
        {
            asked.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            return Message.Titled("never");
        };
        using var hangUp = new CancellationTokenSource();
        var cut = _host.Client.SendAsync(SignedEvent(Happened(Mention), Now), hangUp.Token);
        await asked.Task;
        await hangUp.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(cut);
        _host.Desk.Answer = (_, _) => Task.FromResult(Message.Titled("Heard"));

        await Eventually.BecomesTrueAsync(
            () => _host.Desk.Requests.Count == 2,
            () => _host.Client.SendAsync(SignedEvent(Happened(Mention), Now), Stop).GetAwaiter().GetResult());
    }

    [Fact]
    public async Task A_busy_slack_gets_the_answer_when_it_said()
    {
        await using var host = await SlackHost.StartAsync();
        host.Wire
            .Then(HttpStatusCode.TooManyRequests, retryAfter: 30)
            .Then("""{"ok":true,"channel":"CINCIDENT","ts":"1767225600.000002"}""");

        await host.Client.SendAsync(SignedEvent(Happened(Mention), Now), Stop);

        await Eventually.BecomesTrueAsync(() => host.Wire.Requests.Count == 2, host.Time);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("""{"type":"event_callback","team_id":"T0001"}""")]
    public async Task A_signed_body_that_is_no_event_is_a_400_that_slack_need_not_repeat(string body)
    {
        var response = await SendAsync(body);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        response.Headers.GetValues("X-Slack-No-Retry").ShouldBe(["1"]);
    }

    [Fact]
    public void An_event_is_remembered_for_a_day()
    {
        var time = new FakeTimeProvider();
        var memory = new EventMemory(time);
        memory.TryTake("Ev1").ShouldBeTrue();

        time.Advance(TimeSpan.FromHours(24));
        memory.TryTake("Ev1").ShouldBeFalse();

        time.Advance(TimeSpan.FromHours(2));
        memory.TryTake("Ev1").ShouldBeTrue();
    }

    [Fact]
    public void The_oldest_event_makes_room_for_the_newest()
    {
        var memory = new EventMemory(new FakeTimeProvider());
        foreach (var id in Enumerable.Range(0, EventMemory.Capacity + 1))
        {
            memory.TryTake($"Ev{id}").ShouldBeTrue();
        }

        memory.TryTake("Ev1").ShouldBeFalse();
        memory.TryTake("Ev0").ShouldBeTrue();
    }

    private Task<HttpResponseMessage> SendAsync(string payload) => _host.Client.SendAsync(SignedEvent(payload, Now), Stop);

    private async Task<(Uri Address, string Body)> SentAsync()
    {
        await Eventually.BecomesTrueAsync(() => _host.Wire.Requests.Count > 0);
        return _host.Wire.Requests.ShouldHaveSingleItem();
    }
}
