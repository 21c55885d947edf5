using System.Text.Json;
using ChatOps.IntegrationTests.Incidents;
using ChatOps.IntegrationTests.Rigs;
using Shouldly;
using Xunit;

namespace ChatOps.IntegrationTests.Teams;

/// <summary>The same people in Slack and in Teams, an incident channel in each: whoever decides where, all messages follow.</summary>
public sealed class CrossPlatformTests
{
    private const string Release = "zodiac-cosmo-1172";
    private const string Done = "Killed and restarted";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_asked_in_one_is_approved_in_the_other_and_both_tell_it()
    {
        await using var slack = await FakeSlack.StartAsync(Stop);
        await using var teams = await FakeTeams.StartAsync(Stop);
        await using var host = await HostProcess.StartNewAsync(Settings(slack, teams), Stop);
        var alice = new SlackUser(host.Client, slack, "UALICE");
        var bob = Bob(host, teams);

        (await alice.SayAsync($"restart scheduler {Release} --force", Stop)).ShouldContain("awaits approval: operation 1");
        var asked = await SeeAsync(teams, operation: 1, "awaits approval");
        Verdict(await Alice(host, teams).PressAsync(asked, asked.Commands.Single(Approves), Stop))
            .ShouldContain("You asked for operation 1, so somebody else has to approve it.");
        await ShouldOfferOnlyWhatIsForThemAsync(host, teams, asked);
        Verdict(await Alice(host, teams).PressAsync(asked, asked.Commands.Single(Approves), Stop))
            .ShouldContain("You asked for operation 1", Case.Sensitive, "whoever asked in Slack is the same person in Teams");
        Verdict(await bob.PressAsync(asked, asked.Commands.Single(Approves), Stop)).ShouldContain("You approved operation 1");
        await SeeAsync(slack, operation: 1, Done);
        (await SeeAsync(teams, operation: 1, Done)).Id.ShouldBe(asked.Id, "a message is replaced, not said again");

        await Alice(host, teams).SayAsync($"restart webserver {Release} --force", Stop);
        var shown = await SeeAsync(slack, operation: 2, "awaits approval");
        (await alice.PressAndReadAsync(shown.Buttons.Single(Approves), Stop)).ShouldContain("You asked for operation 2");
        (await new SlackUser(host.Client, slack, "UBOB").PressAndReadAsync(shown.Buttons.Single(Approves), Stop))
            .ShouldContain("You approved operation 2");
        await SeeAsync(slack, operation: 2, Done);
        (await SeeAsync(teams, operation: 2, Done)).WireId.ShouldBe(TeamsUser.Thread, "it stands where it was asked");
    }

    [Fact]
    public async Task What_is_done_anywhere_is_mirrored_whole_into_both_incident_channels()
    {
        await using var slack = await FakeSlack.StartAsync(Stop);
        await using var teams = await FakeTeams.StartAsync(Stop);
        await using var host = await HostProcess.StartNewAsync(Settings(slack, teams), Stop);
        var alone = new TeamsUser(host.Client, teams, isSigned: false, place: TeamsSpot.Personal(TeamsUser.Alice));

        await new SlackUser(host.Client, slack, "UALICE").SayAsync($"restart scheduler {Release}", Stop);
        await alone.SayAsync($"restart webserver {Release}", Stop);
        await alone.SayAsync("pods", Stop);

        await IncidentChannel.In(teams, TeamsUser.Channel).ShouldMirrorAsync(host, operations: 2, Stop);
        await IncidentChannel.In(slack, "CINCIDENT").ShouldMirrorAsync(host, operations: 2, Stop);
        teams.Messages(TeamsSpot.Personal(TeamsUser.Alice).Id).ShouldNotBeEmpty("whoever asked is answered where they asked");
    }

    /// <summary>Clients ask for a card by themselves: it is the reader's own then, and nothing comes of it.</summary>
    private static async Task ShouldOfferOnlyWhatIsForThemAsync(HostProcess host, FakeTeams teams, TeamsMessage asked)
    {
        await using var database = host.OpenDatabase();
        var entries = database.AuditEntries.Count();

        var alices = await Alice(host, teams).RefreshAsync(asked, Stop);
        var bobs = await Bob(host, teams).RefreshAsync(asked, Stop);

        Verdict(alices).ShouldContain("cancel 1");
        Verdict(alices).ShouldNotContain("approve 1");
        Verdict(bobs).ShouldContain("approve 1");
        Verdict(bobs).ShouldNotContain("cancel 1");
        database.AuditEntries.Count().ShouldBe(entries);
        var byItself = await Bob(host, teams)
            .InvokeAsync(asked, "command", "automatic", new() { ["command"] = asked.Commands.Single(Approves) }, Stop);
        byItself.GetProperty("statusCode").GetInt32().ShouldBe(400, "what a client sends by itself never decides");
    }

    private static Dictionary<string, string> Settings(FakeSlack slack, FakeTeams teams)
    {
        var settings = SlackUser.SettingsFor(slack);
        foreach (var (name, value) in TeamsUser.SettingsWithoutTokens(teams))
        {
            settings[name] = value;
        }

        settings["Incident:Channel"] = $"slack:CINCIDENT, teams:{TeamsUser.Channel}";
        settings["Access:People:0:Name"] = "Alice";
        settings["Access:People:0:Slack:0"] = "UALICE";
        settings["Access:People:0:Teams:0"] = TeamsUser.Alice;
        settings["Access:People:1:Name"] = "Bob";
        settings["Access:People:1:Slack:0"] = "UBOB";
        settings["Access:People:1:Teams:0"] = TeamsUser.Bob.ToUpperInvariant();
        settings["Access:Grants:0:Role"] = "Operator";
        settings["Access:Grants:0:To"] = "slack:UALICE";
        settings["Access:Grants:1:Role"] = "Approver";
        settings["Access:Grants:1:To"] = $"teams:{TeamsUser.Bob}";
        return settings;
    }

    private static TeamsUser Alice(HostProcess host, FakeTeams teams) => new(host.Client, teams, isSigned: false);

    private static TeamsUser Bob(HostProcess host, FakeTeams teams) => new(host.Client, teams, TeamsUser.Bob, isSigned: false);

    private static bool Approves(string command) => command.StartsWith("approve ", StringComparison.Ordinal);

    private static string Verdict(JsonElement answer) => answer.GetProperty("value").GetRawText();

    private static Task<TeamsMessage> SeeAsync(FakeTeams teams, int operation, string saying) => Eventually.SeeAsync(
        $"Teams shows of operation {operation}: {saying}",
        _ => Task.FromResult(teams.Messages().First(message => message.Text.Contains($"Operation {operation}, asked by"))),
        message => message.Text.Contains(saying),
        Stop,
        Patience);

    private static Task<SlackMessage> SeeAsync(FakeSlack slack, int operation, string saying) => Eventually.SeeAsync(
        $"Slack shows of operation {operation}: {saying}",
        async stop => (await slack.MessagesAsync("CINCIDENT", stop)).First(message => message.Text.Contains($"Operation {operation}, asked by")),
        message => message.Text.Contains(saying),
        Stop,
        Patience);
}
