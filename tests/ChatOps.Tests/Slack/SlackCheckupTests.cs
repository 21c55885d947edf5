using System.Net;
using System.Text;
using ChatOps.Adapters.Slack.Manifest;
using ChatOps.Doctor;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Slack;

/// <summary>What the doctor says of Slack.</summary>
public sealed class SlackCheckupTests
{
    private const string Taken = """{"ok":true,"team":"Acme","team_id":"T0001","user":"astro","user_id":"UBOT"}""";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task All_is_well_with_a_token_of_the_right_workspace_and_all_scopes()
    {
        (await LookAsync(SlackHost.WorkingWith("Slack:TeamId", "T0001"), Answer(Taken, AppManifest.LeastScopes))).ShouldBe(
        [
            Finding.Good("Slack signing secret", "32 hex digits, as Slack makes them."),
            Finding.Good("Slack token", "Slack takes it: astro in Acme."),
            Finding.Good("Slack scopes", $"All {AppManifest.LeastScopes.Count} that the bot uses."),
            Finding.Good("Slack's clock", "It goes with this machine's."),
            Finding.Off("Slack socket", "Slack comes by HTTP (Slack:SocketMode is false)."),
        ]);
    }

    [Fact]
    public async Task A_scope_that_is_missing_is_named()
    {
        var found = await LookAsync(SlackHost.WorkingWith("Slack:TeamId", "T0001"), Answer(Taken, AppManifest.LeastScopes.Except(["chat:write"])));

        found.ShouldContain(Finding.Bad(
            "Slack scopes", "Missing: chat:write.", "Add them to the app (chatops slack manifest) and install it again."));
    }

    [Theory]
    [InlineData("", FindingState.Doubtful, "Set Slack:TeamId to T0001, so that no other workspace is listened to.")]
    [InlineData("T0002", FindingState.Bad, "Set one of the two right.")]
    public async Task A_workspace_that_is_not_told_or_another_one_is_told(string teamId, FindingState state, string next)
    {
        var token = (await LookAsync(SlackHost.WorkingWith("Slack:TeamId", teamId), Answer(Taken, []))).Single(finding => finding.Subject == "Slack token");

        token.State.ShouldBe(state);
        token.NextStep.ShouldBe(next);
    }

    [Fact]
    public async Task A_token_that_Slack_refuses_is_bad()
    {
        var found = await LookAsync(settings: null, Answer("""{"ok":false,"error":"invalid_auth"}""", scopes: null));

        found.ShouldContain(Finding.Bad(
            "Slack token", "Slack does not accept the bot's token: install the app again and set Slack:BotToken. (Slack: invalid_auth)"));
    }

    [Theory]
    [InlineData(60, FindingState.Doubtful)]
    [InlineData(600, FindingState.Bad)]
    public async Task A_clock_that_goes_wrong_is_told_before_it_makes_every_request_a_replay(int seconds, FindingState state)
    {
        var found = await LookAsync(settings: null, Answer(Taken, [], seconds));

        found.Single(finding => finding.Subject == "Slack's clock").State.ShouldBe(state);
    }

    [Fact]
    public async Task A_socket_that_Slack_refuses_is_bad()
    {
        var settings = SlackHost.WorkingWith("Slack:SocketMode", "true");
        settings["Slack:AppToken"] = "xapp-1";

        var found = await LookAsync(settings, Answer("""{"ok":false,"error":"missing_scope"}""", scopes: null));

        found.Single(finding => finding.Subject == "Slack socket").Text.ShouldBe("Slack offers none (missing_scope).");
        found.Single(finding => finding.Subject == "Slack signing secret").State.ShouldBe(FindingState.Off);
    }

    private static async Task<IReadOnlyList<Finding>> LookAsync(Dictionary<string, string?>? settings, Func<HttpResponseMessage> answer)
    {
        await using var host = await SlackHost.StartAsync(settings);
        host.Wire.Then(answer);
        return await new Examination(host.Services.GetServices<ICheckup>(), host.Time).RunAsync(Stop);
    }

    private static Func<HttpResponseMessage> Answer(string json, IEnumerable<string>? scopes, int secondsApart = 0) => () =>
    {
        var answer = new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
        answer.Headers.Date = DateTimeOffset.UnixEpoch.AddSeconds(1767225600 + secondsApart);
        if (scopes is not null)
        {
            answer.Headers.Add("X-OAuth-Scopes", string.Join(",", scopes));
        }

        return answer;
    };
}
