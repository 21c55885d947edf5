using ChatOps.Chat;
using ChatOps.IntegrationTests.Rigs;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Shouldly;
using Xunit;

namespace ChatOps.IntegrationTests.Slack;

/// <summary>Clicks, events and groups over HTTP, against a Slack that judges each call as the real one would.</summary>
public sealed class SlackInTests : IAsyncLifetime
{
    private readonly SlackSigner _signer = new(SlackUser.SigningSecret, TimeProvider.System);
    private FakeSlack _slack = null!; // both are set before each test by InitializeAsync
    private SlackBot _bot = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _slack = await FakeSlack.StartAsync(Stop);
        _bot = await SlackBot.StartAsync(_slack);
    }

    public async ValueTask DisposeAsync()
    {
        await _bot.DisposeAsync();
        await _slack.DisposeAsync();
    }

    [Theory]
    [InlineData("CGENERAL", "echo hello", "✅ Heard echo hello")]
    [InlineData("CINCIDENT", "drop tables", "⚠️ Unknown button\nIt is not one of the bot's")]
    public async Task A_button_is_answered_in_private_also_where_the_bot_is_no_member(string channel, string value, string answer)
    {
        await ClickAsync(value, channel, await _slack.IssueResponseUrlAsync(Stop));

        var sent = (await SentAsync("response_url")).Body.ShouldNotBeNull();
        sent.GetProperty("response_type").GetString().ShouldBe("ephemeral");
        sent.GetProperty("text").GetString().ShouldNotBeNull().ShouldStartWith(answer);
    }

    [Fact]
    public async Task A_response_url_that_is_used_up_gives_way_to_an_ephemeral_message()
    {
        await ClickAsync("echo hello", "CINCIDENT", await _slack.IssueResponseUrlAsync(Stop, age: TimeSpan.FromMinutes(31)));

        var call = await Eventually.SeeAsync(
            "an ephemeral message is sent",
            async stop => (await _slack.CallsAsync("chat.postEphemeral", stop)).SingleOrDefault(),
            call => call is not null,
            Stop);
        call.ShouldNotBeNull().Ok.ShouldBeTrue();
        call.Args.ShouldNotBeNull().GetProperty("user").GetString().ShouldBe("UALICE");
    }

    [Fact]
    public async Task Slack_says_who_is_in_a_group()
    {
        (await _bot.Groups.IsMemberAsync("slack-group:SAPPROVE", new("slack", "UBOB", "bob"), Stop)).ShouldBeTrue();
        (await _bot.Groups.IsMemberAsync("slack-group:SAPPROVE", new("slack", "UALICE", "alice"), Stop)).ShouldBeFalse();

        var call = (await _slack.CallsAsync(Stop)).ShouldHaveSingleItem();
        (call.Method, call.Ok).ShouldBe(("usergroups.users.list", true));
    }

    [Fact]
    public async Task A_group_that_slack_does_not_know_is_told_in_words()
    {
        var ask = () => _bot.Groups.IsMemberAsync("slack-group:SNONE", new("slack", "UBOB", "bob"), Stop);

        (await ask.ShouldThrowAsync<ChatRefusedException>()).Message.ShouldStartWith("Slack has no user group SNONE");
    }

    [Fact]
    public async Task The_bot_knows_itself()
    {
        var health = await Eventually.SeeAsync(
            "Slack has confirmed the token", _bot.HealthAsync, health => health.Status is HealthStatus.Healthy, Stop);

        health.Description.ShouldBeNull();
    }

    private async Task ClickAsync(string value, string channel, Uri responseUrl)
    {
        using var request = _signer.Payload(
            "/slack/action",
            $$$"""
            {"type":"block_actions","team":{"id":"T0001"},"user":{"id":"UALICE","username":"alice"},"trigger_id":"1.2",
             "container":{"channel_id":"{{{channel}}}"},"response_url":"{{{responseUrl}}}","actions":[{"type":"button","value":"{{{value}}}"}]}
            """);
        using var response = await _bot.Client.SendAsync(request, Stop);
        response.EnsureSuccessStatusCode();
    }

    private async Task<SlackCall> SentAsync(string kind)
    {
        var call = await Eventually.SeeAsync(
            "the answer is sent",
            async stop => (await _slack.CallsAsync(stop)).FirstOrDefault(call => call.Kind == kind),
            call => call is not null,
            Stop);
        return call.ShouldNotBeNull();
    }
}
