using System.Net;
using ChatOps.Adapters.Slack.Outgoing;
using ChatOps.Chat;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Slack;

public sealed class SlackChatPlatformTests : IAsyncLifetime
{
    private const string Posted = """{"ok":true,"channel":"CINCIDENT","ts":"1767225600.000001"}""";
    private const string NotInChannel = """{"ok":false,"error":"not_in_channel"}""";

    private static readonly Conversation Incidents = new("slack", "CINCIDENT");
    private static readonly Message Working = Message.Titled("Restarting", Tone.Working);
    private static readonly Message Done = Message.Titled("Restarted", Tone.Good) with { IsLast = true };

    private SlackHost _host = null!; // xunit awaits InitializeAsync before any test

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private IChatPlatform Slack => _host.Services.GetRequiredService<IChatPlatform>();

    public async ValueTask InitializeAsync() => _host = await SlackHost.StartAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_message_is_known_by_its_channel_and_timestamp()
    {
        _host.Wire.Then(Posted);

        var id = await Slack.PostAsync(Incidents, Working, Stop);
        await Slack.UpdateAsync(Incidents, id, Done, Stop);

        id.ShouldBe("CINCIDENT/1767225600.000001");
        _host.Wire.Requests[0].Address.ShouldBe(new("https://slack.com/api/chat.postMessage"));
        _host.Wire.Requests[0].Body.ShouldContain("\"unfurl_links\":false");
        _host.Wire.Requests[0].Body.ShouldContain("\"metadata\":{\"event_type\":\"chatops_message\",\"event_payload\":{\"id\":");
        _host.Wire.Requests[0].Body.ShouldNotContain("thread_ts");
        _host.Wire.Requests[1].Address.ShouldBe(new("https://slack.com/api/chat.update"));
        _host.Wire.Requests[1].Body.ShouldContain("\"channel\":\"CINCIDENT\",\"ts\":\"1767225600.000001\"");
    }

    [Theory]
    [InlineData("CINCIDENT/1767225600.000001")]
    [InlineData("1767225600.000001")]
    public async Task A_thread_is_named_by_its_first_message(string thread)
    {
        _host.Wire.Then(Posted);

        await Slack.PostAsync(Incidents with { Thread = thread }, Working, Stop);

        _host.Wire.Requests.ShouldHaveSingleItem().Body.ShouldContain("\"thread_ts\":\"1767225600.000001\"");
    }

    [Theory]
    [InlineData("not_in_channel", "The bot is not in the channel CINCIDENT, or there is none: invite the bot there with /invite. (Slack: not_in_channel)")]
    [InlineData("is_archived", "The channel CINCIDENT is archived: bring it back or choose another. (Slack: is_archived)")]
    [InlineData("token_revoked", "Slack does not accept the bot's token: install the app again and set Slack:BotToken. (Slack: token_revoked)")]
    [InlineData("missing_scope", "The Slack app lacks the scope chat:write: add it and install the app again. (Slack: missing_scope)")]
    [InlineData("invalid_blocks", "Slack did not take the message. must be less than 151 characters [json-pointer:/blocks/0/text/text] (Slack: invalid_blocks)")]
    public async Task A_no_says_what_to_do(string error, string words)
    {
        _host.Wire.Then(
            $$$"""{"ok":false,"error":"{{{error}}}","needed":"chat:write","response_metadata":{"messages":["must be less than 151 characters [json-pointer:/blocks/0/text/text]"]}}""");

        var post = () => Slack.PostAsync(Incidents, Working, Stop);

        (await post.ShouldThrowAsync<ChatRefusedException>()).Message.ShouldBe(words);
    }

    [Theory]
    [InlineData("internal_error")]
    [InlineData("fatal_error")]
    [InlineData("service_unavailable")]
    public async Task Trouble_inside_slack_is_no_refusal(string error)
    {
        _host.Wire.Then($$"""{"ok":false,"error":"{{error}}"}""");

        await Should.ThrowAsync<ChatUnavailableException>(() => Slack.PostAsync(Incidents, Working, Stop));
    }

    [Fact]
    public async Task A_short_wait_is_sat_out()
    {
        _host.Wire.Then(HttpStatusCode.TooManyRequests, retryAfter: 5).Then(Posted);

        var post = Slack.PostAsync(Incidents, Working, Stop);
        await AdvanceUntilAsync(post);

        (await post).ShouldBe("CINCIDENT/1767225600.000001");
        _host.Wire.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_long_wait_is_left_to_the_caller()
    {
        _host.Wire.Then(HttpStatusCode.TooManyRequests, """{"ok":false,"error":"ratelimited"}""", retryAfter: 30);

        var away = await Should.ThrowAsync<ChatUnavailableException>(() => Slack.PostAsync(Incidents, Working, Stop));

        away.RetryAfter.ShouldBe(TimeSpan.FromSeconds(30));
        _host.Wire.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_post_that_may_have_arrived_is_not_sent_again()
    {
        _host.Wire.Then(HttpStatusCode.BadGateway, "<html>upstream trouble</html>");

        await Should.ThrowAsync<ChatUnavailableException>(() => Slack.PostAsync(Incidents, Working, Stop));

        _host.Wire.Requests.Count.ShouldBe(1);
        _host.Log.Text.ShouldContain("which may have been posted: Slack answered with HTTP 502.");
    }

    [Fact]
    public async Task A_post_whose_connection_broke_halfway_is_not_sent_again()
    {
        _host.Wire.ThenFailing(HttpRequestError.ResponseEnded);

        await Should.ThrowAsync<ChatUnavailableException>(() => Slack.PostAsync(Incidents, Working, Stop));

        _host.Wire.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_post_that_never_left_is_sent_again()
    {
        _host.Wire.ThenFailing(HttpRequestError.ConnectionError).Then(Posted);

        var post = Slack.PostAsync(Incidents, Working, Stop);
        await AdvanceUntilAsync(post);

        (await post).ShouldBe("CINCIDENT/1767225600.000001");
    }

    [Fact]
    public async Task An_update_is_sent_again_whatever_happened_since_twice_is_as_good_as_once()
    {
        _host.Wire.Then(HttpStatusCode.BadGateway).ThenFailing(HttpRequestError.ResponseEnded).Then(Posted);

        var update = Slack.UpdateAsync(Incidents, "CINCIDENT/1767225600.000001", Done, Stop);
        await AdvanceUntilAsync(update);
        await update;

        _host.Wire.Requests.Count.ShouldBe(3);
    }

    [Fact]
    public async Task An_answer_that_is_not_slacks_is_no_answer()
    {
        _host.Wire.Then(HttpStatusCode.OK, "<html>log in to the hotel's network</html>");

        await Should.ThrowAsync<ChatUnavailableException>(() => Slack.PostAsync(Incidents, Working, Stop));
    }

    [Fact]
    public async Task Giving_up_is_not_slacks_fault()
    {
        _host.Wire.Then(Posted);

        await Should.ThrowAsync<OperationCanceledException>(
            () => Slack.PostAsync(Incidents, Working, new CancellationToken(canceled: true)));
    }

    [Fact]
    public async Task Where_the_bot_is_not_invited_the_commands_response_url_carries_the_message()
    {
        Offer("CINCIDENT", "https://hooks.slack.com/commands/secret");
        _host.Wire.Then(NotInChannel).Then("ok");

        var id = await Slack.PostAsync(Incidents, Working, Stop);
        await Slack.UpdateAsync(Incidents, id, Done, Stop);

        id.ShouldStartWith("response_url:");
        id.ShouldNotContain("secret");
        _host.Wire.Requests[1].Address.ShouldBe(new("https://hooks.slack.com/commands/secret"));
        _host.Wire.Requests[1].Body.ShouldStartWith("""{"replace_original":false,"text":"\u23F3 Restarting","blocks":[""");
        _host.Wire.Requests[1].Body.ShouldContain("\"response_type\":\"in_channel\"");
        _host.Wire.Requests[2].Body.ShouldStartWith("""{"replace_original":true,"text":"\u2705 Restarted","blocks":[""");
    }

    [Fact]
    public async Task Progress_by_response_url_is_shown_sparingly_and_the_end_always()
    {
        Offer("CINCIDENT", "https://hooks.slack.com/commands/secret");
        _host.Wire.Then(NotInChannel).Then("ok");
        var id = await Slack.PostAsync(Incidents, Working, Stop);

        for (var second = 0; second < 20 * 60; second++)
        {
            _host.Time.Advance(TimeSpan.FromSeconds(1));
            await Slack.UpdateAsync(Incidents, id, Message.Titled($"{second + 1} s", Tone.Working), Stop);
        }

        await Slack.UpdateAsync(Incidents, id, Done, Stop);

        _host.Wire.Requests.Skip(1).Select(request => request.Body.Split('"')[5].Split(' ', 2)[1])
            .ShouldBe(["Restarting", "3 s", "18 s", "78 s", "Restarted"]);
    }

    [Theory]
    [InlineData("invalid_blocks", true)]
    [InlineData("msg_too_long", true)]
    [InlineData("not_in_channel", false)]
    [InlineData("is_archived", false)]
    [InlineData("invalid_auth", false)]
    public async Task A_message_that_slack_dislikes_is_told_from_a_place_that_it_keeps_shut(string error, bool isAboutContent)
    {
        _host.Wire.Then($$"""{"ok":false,"error":"{{error}}"}""");

        var refused = await Should.ThrowAsync<ChatRefusedException>(() => Slack.PostAsync(Incidents, Working, Stop));

        refused.IsAboutContent.ShouldBe(isAboutContent);
    }

    [Fact]
    public async Task The_last_use_of_a_response_url_is_kept_for_the_end_whatever_the_tone_before_it()
    {
        Offer("CINCIDENT", "https://hooks.slack.com/commands/secret");
        _host.Wire.Then(NotInChannel).Then("ok");
        var id = await Slack.PostAsync(Incidents, Message.Titled("awaits approval", Tone.Warning), Stop);
        for (var change = 1; change < 20; change++)
        {
            await Slack.UpdateAsync(Incidents, id, Message.Titled($"plan {change}", Tone.Warning), Stop);
        }

        (await Slack.UpdateAsync(Incidents, id, Done, Stop)).ShouldBeTrue();

        _host.Wire.Requests.Count.ShouldBe(1 + ResponseUrlMessages.MaxUses);
        _host.Wire.Requests[^1].Body.ShouldContain("Restarted");
    }

    [Fact]
    public async Task A_sixth_use_is_refused_here_rather_than_by_slack()
    {
        Offer("CINCIDENT", "https://hooks.slack.com/commands/secret");
        _host.Wire.Then(NotInChannel).Then("ok");
        var id = await Slack.PostAsync(Incidents, Working, Stop);
        for (var use = 2; use <= ResponseUrlMessages.MaxUses; use++)
        {
            await Slack.UpdateAsync(Incidents, id, Done, Stop);
        }

        await Should.ThrowAsync<ChatRefusedException>(() => Slack.UpdateAsync(Incidents, id, Done, Stop));

        _host.Wire.Requests.Count.ShouldBe(1 + ResponseUrlMessages.MaxUses);
    }

    [Fact]
    public async Task After_half_an_hour_or_a_restart_a_response_url_message_can_not_be_changed()
    {
        Offer("CINCIDENT", "https://hooks.slack.com/commands/secret");
        _host.Wire.Then(NotInChannel).Then("ok");
        var id = await Slack.PostAsync(Incidents, Working, Stop);
        _host.Time.Advance(ResponseUrls.Life);

        await Should.ThrowAsync<ChatRefusedException>(() => Slack.UpdateAsync(Incidents, id, Done, Stop));
        await Should.ThrowAsync<ChatRefusedException>(
            () => Slack.UpdateAsync(Incidents, "response_url:of-an-earlier-process", Done, Stop));
    }

    [Fact]
    public async Task A_response_url_that_slack_is_too_busy_for_keeps_its_use()
    {
        Offer("CINCIDENT", "https://hooks.slack.com/commands/secret");
        _host.Wire.Then(NotInChannel).Then("ok").Then(HttpStatusCode.ServiceUnavailable).Then("ok");
        var id = await Slack.PostAsync(Incidents, Working, Stop);

        await Should.ThrowAsync<ChatUnavailableException>(() => Slack.UpdateAsync(Incidents, id, Done, Stop));
        await Slack.UpdateAsync(Incidents, id, Done, Stop);

        _host.Wire.Requests.Count.ShouldBe(4);
    }

    [Fact]
    public async Task A_response_url_that_slack_was_too_busy_to_take_serves_the_next_try()
    {
        Offer("CINCIDENT", "https://hooks.slack.com/commands/secret");
        _host.Wire.Then(NotInChannel).Then(HttpStatusCode.ServiceUnavailable).Then(NotInChannel).Then("ok");

        await Should.ThrowAsync<ChatUnavailableException>(() => Slack.PostAsync(Incidents, Working, Stop));

        (await Slack.PostAsync(Incidents, Working, Stop)).ShouldStartWith("response_url:");
    }

    [Fact]
    public async Task No_secret_is_in_any_log_line_or_exception()
    {
        await _host.Client.SendAsync(SlackRequests.Signed(SlackRequests.Form("help"), _host.Time.GetUtcNow()), Stop);
        _host.Wire.ThenFailing(HttpRequestError.ResponseEnded)
            .Then(HttpStatusCode.BadGateway)
            .Then("""{"ok":false,"error":"invalid_auth"}""")
            .Then(NotInChannel).Then(HttpStatusCode.Forbidden, "no");
        var conversation = new Conversation("slack", "CGENERAL");
        var said = "";

        for (var attempt = 0; attempt < 4; attempt++)
        {
            said += await Should.ThrowAsync<Exception>(() => Slack.PostAsync(conversation, Working, Stop));
        }

        _host.Wire.Requests[^1].Address.AbsolutePath.ShouldEndWith("/secret");
        said += _host.Log.Text;
        said.ShouldContain("may have been posted");
        said.ShouldNotContain("xoxb-");
        said.ShouldNotContain(SlackRequests.Secret);
        said.ShouldNotContain("hooks.slack.com/commands");
        said.ShouldNotContain("T0001%2F1%2Fsecret");
    }

    private void Offer(string channel, string url) =>
        _host.Services.GetRequiredService<ResponseUrls>().Keep(channel, url);

    /// <summary>Lets time pass in steps until the call has come back, as retries wait on the clock.</summary>
    private async Task AdvanceUntilAsync(Task call)
    {
        for (var step = 0; step < 1000 && !call.IsCompleted; step++)
        {
            _host.Time.Advance(TimeSpan.FromSeconds(0.1));
            await Task.Yield();
        }
    }
}
