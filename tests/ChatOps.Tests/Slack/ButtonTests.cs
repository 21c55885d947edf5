using System.Net;
using ChatOps.Chat;
using ChatOps.Chat.Incoming;
using ChatOps.Tests.Cluster;
using CsCheck;
using Shouldly;
using Xunit;
using static ChatOps.Tests.Slack.SlackRequests;

namespace ChatOps.Tests.Slack;

public sealed class ButtonTests : IAsyncLifetime
{
    private SlackHost _host = null!; // xunit awaits InitializeAsync before any test

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private DateTimeOffset Now => _host.Time.GetUtcNow();

    public async ValueTask InitializeAsync()
    {
        _host = await SlackHost.StartAsync();
        _host.Wire.Then("""{"ok":true}""");
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_press_is_a_request_of_the_presser_in_the_messages_channel()
    {
        var response = await _host.Client.SendAsync(SignedClick(Click("restart scheduler"), Now), Stop);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await response.Content.ReadAsByteArrayAsync(Stop)).ShouldBeEmpty();
        _host.Desk.Requests.ShouldHaveSingleItem().ShouldBe(new Request(
            "slack:trigger:3.4.def",
            "restart scheduler",
            new Actor("slack", "UBOB", "bob"),
            new Conversation("slack", "CINCIDENT")));
    }

    [Fact]
    public async Task A_press_on_a_message_in_a_thread_stays_in_the_thread()
    {
        var payload = Click("restart scheduler").Replace("\"message_ts\"", "\"thread_ts\": \"1767225599.000009\", \"message_ts\"");

        await _host.Client.SendAsync(SignedClick(payload, Now), Stop);

        _host.Desk.Requests.ShouldHaveSingleItem().Conversation.Thread.ShouldBe("1767225599.000009");
    }

    [Fact]
    public async Task The_desks_answer_goes_to_the_presser_alone_and_leaves_the_message_as_it_is()
    {
        await _host.Client.SendAsync(SignedClick(Click("restart scheduler"), Now), Stop);

        var (address, body) = await SentAsync();
        address.ShouldBe(new("https://hooks.slack.com/actions/T0001/1/secret"));
        body.ShouldContain("\"response_type\":\"ephemeral\"");
        body.ShouldContain("\"replace_original\":false");
        body.ShouldContain("Heard restart scheduler");
    }

    [Theory]
    [InlineData("https://evil.example/actions/1")]
    [InlineData("")]
    public async Task Without_a_good_response_url_the_answer_goes_by_the_web_api(string url)
    {
        var payload = Click("restart scheduler").Replace("https://hooks.slack.com/actions/T0001/1/secret", url);

        await _host.Client.SendAsync(SignedClick(payload, Now), Stop);

        var (address, body) = await SentAsync();
        address.ShouldBe(new("https://slack.com/api/chat.postEphemeral"));
        body.ShouldStartWith("{\"channel\":\"CINCIDENT\",\"user\":\"UBOB\",");
    }

    [Theory]
    [InlineData("rm -rf /")]
    [InlineData("")]
    [InlineData("restart")]
    public async Task A_value_that_is_no_command_is_answered_in_private_and_audited(string value)
    {
        var response = await _host.Client.SendAsync(SignedClick(Click(value), Now), Stop);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await SentAsync()).Body.ShouldContain("Unknown button");
        _host.Desk.Requests.ShouldBeEmpty();
        var note = _host.Trail.Notes.ShouldHaveSingleItem();
        (note.Actor, note.Action, note.Subject).ShouldBe(("slack:UBOB", "refused", "CINCIDENT"));
        note.Detail.ShouldBe($"unknown button: {value}");
    }

    [Fact]
    public async Task A_button_without_a_value_is_unknown()
    {
        var payload = Click("x").Replace("\"value\"", "\"selected_date\"");

        (await _host.Client.SendAsync(SignedClick(payload, Now), Stop)).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await SentAsync()).Body.ShouldContain("Unknown button");
    }

    [Fact]
    public async Task An_audit_trail_that_is_away_is_told_in_words()
    {
        _host.Trail.IsAway = true;

        var response = await _host.Client.SendAsync(SignedClick(Click("rm -rf /"), Now), Stop);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await SentAsync()).Body.ShouldContain("Nothing was accepted");
    }

    [Fact]
    public async Task A_desk_that_takes_too_long_is_told_in_words_before_slack_gives_up()
    {
        var asked = new TaskCompletionSource();
        _host.Desk.Answer = async (_, _) =>
        {
            asked.SetResult();
            await new TaskCompletionSource().Task; // for ever, and deaf to cancellation
            return Message.Titled("never");
        };

        var response = _host.Client.SendAsync(SignedClick(Click("restart scheduler"), Now), Stop);
        await asked.Task;
        _host.Time.Advance(PatientDesk.Patience);

        (await response).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await SentAsync()).Body.ShouldContain("No answer in time");
    }

    [Theory]
    [InlineData("view_submission")]
    [InlineData("shortcut")]
    public async Task Other_interactions_are_received_and_nothing_is_done(string type)
    {
        var payload = Click("restart scheduler").Replace("block_actions", type);

        (await _host.Client.SendAsync(SignedClick(payload, Now), Stop)).StatusCode.ShouldBe(HttpStatusCode.OK);

        _host.Desk.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("""{"type":7}""")]
    [InlineData("""{"type":"block_actions","team":{"id":"T0001"}}""")]
    [InlineData("""{"type":"block_actions","team":{"id":"T0001"},"user":{"id":"\ud800"},"container":{"channel_id":"C1"},"trigger_id":"1"}""")]
    public async Task A_signed_payload_that_is_no_interaction_is_a_400(string payload)
    {
        var response = await _host.Client.SendAsync(SignedClick(payload, Now), Stop);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        _host.Refusals.Reasons.ShouldBe(["malformed"]);
    }

    [Fact]
    public async Task No_value_makes_the_endpoint_fail()
    {
        var sent = new SentBodies();
        await Gen.String.SampleAsync(
            async value =>
            {
                var click = Click(value);
                sent.Add(click);
                var status = (await _host.Client.SendAsync(SignedClick(click, Now), Stop)).StatusCode;
                return status is HttpStatusCode.OK || (status is HttpStatusCode.Unauthorized && sent.HasTwice(click));
            },
            iter: 100);
    }

    [Fact]
    public async Task The_response_url_is_never_logged()
    {
        await _host.Client.SendAsync(SignedClick(Click("restart scheduler"), Now), Stop);
        await SentAsync();

        _host.Log.Text.ShouldNotContain("/actions/T0001/1/secret");
    }

    private async Task<(Uri Address, string Body)> SentAsync()
    {
        await Eventually.BecomesTrueAsync(() => _host.Wire.Requests.Count > 0);
        return _host.Wire.Requests.ShouldHaveSingleItem();
    }
}
