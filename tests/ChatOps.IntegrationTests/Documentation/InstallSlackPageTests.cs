using System.Text.Json;
using System.Text.RegularExpressions;
using ChatOps.IntegrationTests.Rigs;
using Shouldly;
using Xunit;

namespace ChatOps.IntegrationTests.Documentation;

/// <summary>docs/install-slack.md, followed step by step, with the tests' Slack in the place of the real one.</summary>
public sealed partial class InstallSlackPageTests : IAsyncLifetime
{
    private const string Release = "zodiac-cosmo-1172";
    private const string Channel = "CINCIDENT";

    /// <summary>What the page says to copy out of Slack.</summary>
    private static readonly string[] Copied = ["Slack:SigningSecret", "Slack:BotToken", "Slack:TeamId"];

    private readonly TemporaryFolder _folder = new();
    private readonly Uri _address = new($"http://127.0.0.1:{FreePort.Next()}");
    private FakeSlack _slack = null!; // these are set before each test by InitializeAsync
    private string _page = null!;
    private ChatOpsProgram _program = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _slack = await FakeSlack.StartAsync(Stop);
        _page = await File.ReadAllTextAsync(Repository.File("docs/install-slack.md"), Stop);
        await File.WriteAllTextAsync(_folder.File("appsettings.json"), Grants(), Stop);
        _program = new(_folder.Path, Settings());
    }

    public async ValueTask DisposeAsync()
    {
        if (_slack is not null)
        {
            await _slack.DisposeAsync();
        }

        _folder.Dispose();
    }

    [Fact]
    public async Task Each_command_for_a_manifest_prints_one()
    {
        var commands = Printed().Matches(_page).Select(match => match.Groups["arguments"].Value).ToList();

        commands.Count.ShouldBe(2, "with an address and without");
        foreach (var command in commands)
        {
            var printed = await _program.RunAsync(command.Replace("<your bot>", "bot.example.com").Split(' '), Stop);
            printed.Status.ShouldBe(0, printed.Output);
            JsonElement.Parse(printed.Output).GetProperty("features").GetProperty("slash_commands")[0]
                .GetProperty("command").GetString().ShouldBe("/astro");
        }
    }

    [Fact]
    public async Task Whoever_follows_it_is_answered_may_act_and_has_what_is_done_shown_to_all()
    {
        await using var bot = _program.Start();
        using var client = new HttpClient { BaseAddress = _address };
        await Server.AnswersAsync(bot, client, "/healthz/ready", Stop);
        var examined = await _program.RunAsync(["doctor"], Stop);
        examined.Output.ShouldContain("ok   Slack token           Slack takes it");
        examined.Output.ShouldContain("ok   incident channel      The bot may write in CINCIDENT.");
        examined.Status.ShouldBe(0, examined.Output);

        foreach (var channel in (string[])[Channel, "CGENERAL"])
        {
            (await new SlackUser(client, _slack, channel: channel).SayAsync("pods", Stop)).ShouldContain(Release);
        }

        var alice = new SlackUser(client, _slack);
        (await alice.SayAsync("whoami", Stop)).ShouldContain("approver");
        (await alice.SayAsync($"restart scheduler {Release}", Stop)).ShouldContain("operation 1");
        await Eventually.SeeAsync(
            "everybody sees that it was restarted",
            async stop => await _slack.MessagesAsync(Channel, stop),
            messages => messages.Any(message => message.Text.Contains($"Restarted scheduler of {Release}", StringComparison.Ordinal)),
            Stop,
            TimeSpan.FromMinutes(1));
    }

    /// <summary>Step 4, with Alice's own id.</summary>
    private string Grants()
    {
        var grants = Json().Match(_page).Groups["json"].Value;
        grants.ShouldContain("U0123ABCD");
        return grants.Replace("U0123ABCD", "UALICE");
    }

    /// <summary>Steps 3 and 7, and what leads to this Slack and away from other tests.</summary>
    private Dictionary<string, string> Settings()
    {
        var named = Setting().Matches(_page).ToDictionary(match => match.Groups["setting"].Value, match => match.Groups["variable"].Value);
        named.ShouldBe(Copied.ToDictionary(setting => setting, setting => setting.Replace(":", "__")), ignoreOrder: true);
        var incidents = Incidents().Match(_page);
        return new(SlackUser.SettingsFor(_slack))
        {
            [incidents.Groups["setting"].Value] = incidents.Groups["value"].Value.Replace("C0123ABCD", Channel),
            ["ASPNETCORE_URLS"] = _address.ToString(),
            ["Simulator:ClusterUrl"] = $"http://127.0.0.1:{FreePort.Next()}",
            ["Simulator:HoustonUrl"] = $"http://127.0.0.1:{FreePort.Next()}/v1",
            ["Simulator:Speed"] = "20",
        };
    }

    [GeneratedRegex(@"`chatops (?<arguments>slack manifest --[^`]+)`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Printed();

    [GeneratedRegex(@"\| `(?<setting>Slack:\w+)` \| `(?<variable>\w+)` \|", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Setting();

    [GeneratedRegex(@"```json\n(?<json>.*?)```", RegexOptions.ExplicitCapture | RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Json();

    [GeneratedRegex(@"`(?<setting>Incident:Channel)` `(?<value>[^`]+)`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Incidents();
}
