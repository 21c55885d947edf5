using System.Net;
using ChatOps.Adapters.Slack;
using ChatOps.Chat;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;
using static ChatOps.Tests.Slack.SlackRequests;

namespace ChatOps.Tests.Slack;

public sealed class SlackOptionsTests
{
    [Fact]
    public async Task Without_a_signing_secret_there_is_no_slack()
    {
        await using var host = await SlackHost.StartAsync([]);

        var response = await host.Client.SendAsync(
            Signed(Form("help"), host.Time.GetUtcNow()), TestContext.Current.CancellationToken);

        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        host.Services.GetServices<IChatPlatform>().ShouldBeEmpty();
    }

    [Fact]
    public async Task With_a_signing_secret_slack_is_a_chat_platform()
    {
        await using var host = await SlackHost.StartAsync();

        host.Services.GetServices<IChatPlatform>().ShouldHaveSingleItem().Name.ShouldBe("slack");
    }

    [Fact]
    public async Task Each_mistake_stops_the_start_with_one_line_that_holds_no_secret()
    {
        var start = () => SlackHost.StartAsync(new()
        {
            ["Slack:SigningSecret"] = "sign-secret\n",
            ["Slack:BotToken"] = "xoxp-secret",
            ["Slack:AppToken"] = "xoxb-secret",
            ["Slack:TeamId"] = "A0001",
            ["Slack:AppId"] = "my app",
            ["Slack:ApiBaseUrl"] = "http://slack.example.com/api/",
            ["Slack:ResponseUrlHosts:0"] = "https://hooks.slack.com",
        });

        var mistakes = (await start.ShouldThrowAsync<OptionsValidationException>()).Failures.ToList();

        mistakes.ShouldBe(
        [
            "Slack:SigningSecret must be the app's signing secret, with no spaces or line breaks.",
            "Slack:BotToken must be the bot user's OAuth token; it starts with \"xoxb-\".",
            "Slack:AppToken must be an app-level token; it starts with \"xapp-\".",
            "Slack:TeamId must be the workspace's id, like T0123ABCD.",
            "Slack:AppId must be the app's id, like A0123ABCD.",
            "Slack:ApiBaseUrl must be an https address (http is for loopback only).",
            "Slack:ResponseUrlHosts: \"https://hooks.slack.com\" is not a host name; leave out scheme, port and path.",
        ]);
    }

    [Fact]
    public async Task A_token_without_a_signing_secret_stops_the_start()
    {
        var start = () => SlackHost.StartAsync(new() { ["Slack:BotToken"] = "xoxb-fake-bot" });

        (await start.ShouldThrowAsync<OptionsValidationException>()).Failures.ShouldHaveSingleItem().ShouldBe(
            "Slack:SigningSecret is missing although a Slack token is set; without it, or Slack:SocketMode, Slack is switched off.");
    }

    [Fact]
    public async Task A_signing_secret_without_a_bot_token_stops_the_start()
    {
        var start = () => SlackHost.StartAsync(new() { ["Slack:SigningSecret"] = Secret });

        (await start.ShouldThrowAsync<OptionsValidationException>()).Failures.ShouldHaveSingleItem()
            .ShouldStartWith("Slack:BotToken must be");
    }

    [Fact]
    public async Task Socket_mode_needs_the_app_token_and_no_signing_secret()
    {
        var start = () => SlackHost.StartAsync(new() { ["Slack:SocketMode"] = "true", ["Slack:BotToken"] = "xoxb-fake-bot" });

        (await start.ShouldThrowAsync<OptionsValidationException>()).Failures.ShouldHaveSingleItem().ShouldBe(
            "Slack:SocketMode needs Slack:AppToken, an app-level token with the scope connections:write.");
    }

    [Fact]
    public void Configured_hosts_take_the_place_of_slacks_own()
    {
        new SlackOptions().IsResponseUrlHost("hooks.slack.com").ShouldBeTrue();
        new SlackOptions().IsResponseUrlHost("hooks.slack-gov.com").ShouldBeTrue();
        new SlackOptions { ResponseUrlHosts = ["127.0.0.1"] }.IsResponseUrlHost("hooks.slack.com").ShouldBeFalse();
    }
}
