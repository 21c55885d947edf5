using System.Net;
using ChatOps.Adapters.Slack.Identity;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;
using static ChatOps.Tests.Slack.SlackRequests;

namespace ChatOps.Tests.Slack;

public sealed class WorkspaceTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_workspace_that_the_settings_name_is_let_in()
    {
        await using var host = await SlackHost.StartAsync(SlackHost.WorkingWith("Slack:TeamId", "T0001"));
        host.Wire.Then("""{"ok":true}""");

        foreach (var request in All(host, "T0001"))
        {
            (await host.Client.SendAsync(request, Stop)).StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        host.Desk.Requests.Count.ShouldBe(3);
        host.Refusals.Reasons.ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_payload_of_another_workspace_is_refused_and_counted()
    {
        await using var host = await SlackHost.StartAsync(SlackHost.WorkingWith("Slack:TeamId", "T0001"));

        foreach (var request in All(host, "T0666"))
        {
            var response = await host.Client.SendAsync(request, Stop);

            response.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
            response.Headers.GetValues("X-Slack-No-Retry").ShouldBe(["1"]);
        }

        host.Desk.Requests.ShouldBeEmpty();
        host.Refusals.Reasons.ShouldBe(["foreign workspace", "foreign workspace", "foreign workspace"]);
        host.Log.Text.ShouldContain("T0666");
    }

    [Fact]
    public async Task A_guest_from_another_workspace_in_a_shared_channel_is_refused()
    {
        await using var host = await SlackHost.StartAsync(SlackHost.WorkingWith("Slack:TeamId", "T0001"));
        var now = host.Time.GetUtcNow();

        var click = await host.Client.SendAsync(SignedClick(Click("restart scheduler", personsTeam: "T0666"), now), Stop);
        var said = await host.Client.SendAsync(
            SignedEvent(Happened("""{"type":"app_mention","user":"UEVE","user_team":"T0666","ts":"1.1","channel":"C1"}"""), now), Stop);

        click.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        said.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        host.Desk.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Nobody_is_let_in_before_it_is_known_which_workspace_the_bot_is_of()
    {
        await using var host = await SlackHost.StartAsync(SlackHost.WorkingWith("Slack:TeamId", ""));
        host.Wire.Then("""{"ok":true}""");

        foreach (var request in All(host, "T0001"))
        {
            var response = await host.Client.SendAsync(request, Stop);

            response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
            response.Headers.Contains("X-Slack-No-Retry").ShouldBeFalse("it may come in a moment later");
        }

        host.Desk.Requests.ShouldBeEmpty();
        host.Services.GetRequiredService<SlackIdentity>().Found(new("UBOT", "opsbot", "T0001"));
        (await host.Client.SendAsync(All(host, "T0001")[0], Stop)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await host.Client.SendAsync(All(host, "T0666")[0], Stop)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Another_app_is_refused()
    {
        await using var host = await SlackHost.StartAsync(SlackHost.WorkingWith("Slack:AppId", "A0002"));

        var response = await host.Client.SendAsync(SignedClick(Click("restart scheduler"), host.Time.GetUtcNow()), Stop);

        response.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        host.Refusals.Reasons.ShouldBe(["foreign app"]);
    }

    [Fact]
    public async Task Forged_and_stale_requests_are_counted_apart()
    {
        await using var host = await SlackHost.StartAsync();
        var now = host.Time.GetUtcNow();

        await host.Client.SendAsync(Signed(Form("help"), now.AddMinutes(-6)), Stop);
        await host.Client.SendAsync(With([], $"{now.ToUnixTimeSeconds()}", $"v0={new string('0', 64)}"), Stop);
        await host.Client.SendAsync(Signed(new byte[(1024 * 1024) + 1], now), Stop);

        host.Refusals.Reasons.ShouldBe(["stale", "forged", "too large"]);
    }

    private static HttpRequestMessage[] All(SlackHost host, string team)
    {
        var now = host.Time.GetUtcNow();
        return
        [
            Signed(Form("help").Replace("T0001", team), now),
            SignedClick(Click("restart scheduler", team: team), now),
            SignedEvent(Happened("""{"type":"app_mention","user":"UALICE","ts":"1.1","channel":"C1"}""", team: team), now),
        ];
    }
}
