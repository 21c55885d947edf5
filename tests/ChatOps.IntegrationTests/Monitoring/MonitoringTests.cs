using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ChatOps.IntegrationTests.Rigs;
using Shouldly;
using Xunit;

namespace ChatOps.IntegrationTests.Monitoring;

/// <summary>What the bot measures, as a real Prometheus reads it: each panel of the dashboard shows something, each alert is understood.</summary>
public sealed partial class MonitoringTests
{
    private const string Zodiac = "zodiac-cosmo-1172";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_panel_shows_something_and_every_alert_is_understood_and_silent_while_all_is_well()
    {
        using var folder = new TemporaryFolder();
        var rules = await RulesAsync(folder);
        await Prometheus.CheckAsync(folder.Path, Stop, "check", "rules", rules);
        await using var slack = await FakeSlack.StartAsync(Stop);
        await using var bot = await HostProcess.StartNewAsync(Settings(slack), Stop);
        await using var prometheus = await Prometheus.StartAsync(bot.Client.BaseAddress!, rules, Stop);
        await Eventually.TrueAsync(
            "the bot is scraped", async stop => await prometheus.QueryAsync("chatops_inventory_complete == 1", stop) is [_], Stop);

        await HaveSomethingToMeasureAsync(bot, slack);

        foreach (var expression in Panels())
        {
            await Eventually.TrueAsync(
                $"there is something to see of {expression}", async stop => (await prometheus.QueryAsync(expression, stop)).Count > 0, Stop);
        }

        var seen = await Eventually.SeeAsync(
            "all rules were looked at", prometheus.RulesAsync, found => found.All(rule => Text(rule, "health") != "unknown"), Stop);
        seen.Count.ShouldBeGreaterThan(9);
        seen.ShouldAllBe(rule => Text(rule, "health") == "ok");
        seen.ShouldAllBe(rule => Text(rule, "state") == "inactive");
        bot.Log.ShouldContain("\"OperationId\":1", Case.Sensitive, "log lines name the operation");
        await OnlyWhatIsMeasuredIsAskedForAsync(bot, await File.ReadAllTextAsync(rules, Stop));
    }

    [Fact]
    public async Task Each_alert_fires_when_it_should_and_not_before()
    {
        using var folder = new TemporaryFolder();
        await RulesAsync(folder);
        File.Copy(Repository.File("tests/ChatOps.IntegrationTests/Monitoring/alerts.test.yaml"), folder.File("alerts.test.yaml"));

        await Prometheus.CheckAsync(folder.Path, Stop, "test", "rules", "alerts.test.yaml");
    }

    /// <summary>The chart's rules as a file of Prometheus' own.</summary>
    private static async Task<string> RulesAsync(TemporaryFolder folder)
    {
        const string Spec = "\nspec:\n";
        var manifest = await Helm.TemplateAsync(
            Stop, "--set", "monitoring.prometheusRule.enabled=true", "--show-only", "templates/prometheusrule.yaml");
        var spec = manifest[(manifest.IndexOf(Spec, StringComparison.Ordinal) + Spec.Length)..];
        await File.WriteAllLinesAsync(folder.File("rules.yaml"), spec.Split('\n').Select(line => line.Length > 2 ? line[2..] : ""), Stop);
        return folder.File("rules.yaml");
    }

    private static Dictionary<string, string> Settings(FakeSlack slack)
    {
        var settings = SlackUser.SettingsFor(slack);
        settings["Access:Grants:0:Role"] = "Operator";
        settings["Access:Grants:0:To"] = "slack:UALICE";
        settings["Access:Grants:1:Role"] = "Approver";
        settings["Access:Grants:1:To"] = "slack:UBOB";
        settings["Simulator:Speed"] = "50";
        settings["Logging:Console:FormatterName"] = "json"; // as the chart sets it
        return settings;
    }

    /// <summary>Twice, seconds apart: a rate takes two looks.</summary>
    private static async Task HaveSomethingToMeasureAsync(HostProcess bot, FakeSlack slack)
    {
        var (alice, bob) = (new SlackUser(bot.Client, slack), new SlackUser(bot.Client, slack, "UBOB"));
        for (var operation = 1; operation <= 2; operation++)
        {
            await Eventually.TrueAsync(
                "Alice is answered in time", async stop => (await alice.SayAsync("pods", stop)).Contains("pods", StringComparison.Ordinal), Stop);
            var asked = operation;
            await Eventually.TrueAsync(
                "the last one has ended",
                async stop => (await alice.SayAsync($"restart worker {Zodiac} --force", stop)).Contains($"operation {asked}", StringComparison.Ordinal),
                Stop);
            (await bob.SayAsync($"approve {operation}", Stop)).ShouldContain("You approved");
            await Eventually.TrueAsync(
                "it ends",
                async _ =>
                {
                    await using var database = bot.OpenDatabase();
                    return database.Operations.Single(found => found.Id == asked).EndedAt is not null;
                },
                Stop,
                TimeSpan.FromMinutes(1));
        }
    }

    /// <summary>The expressions of all panels, with a window that a test can wait for.</summary>
    private static IEnumerable<string> Panels()
    {
        var dashboard = JsonNode.Parse(File.ReadAllText(Path.Combine(Helm.Chart, "dashboards", "chatops.json")))!;
        var panels = dashboard["panels"]!.AsArray();
        panels.Select(panel => panel!["id"]!.GetValue<int>()).ShouldBeUnique();
        return panels.SelectMany(panel => panel!["targets"]!.AsArray()).Select(target => Text(target!, "expr")
            .Replace("$__rate_interval", "1m", StringComparison.Ordinal)
            .Replace("$namespace", ".*", StringComparison.Ordinal));
    }

    /// <summary>A misspelt name is no mistake for Prometheus: it is a series that nobody has.</summary>
    private static async Task OnlyWhatIsMeasuredIsAskedForAsync(HostProcess bot, string rules)
    {
        var metrics = await bot.Client.GetStringAsync("/metrics", Stop);
        var asked = Panels().Append(rules).SelectMany(text => OwnMetric().Matches(text)).Select(match => match.Value).Distinct();
        var seldom = (string[])["chatops_watch_restarts_total"]; // nothing breaks here
        asked.Where(name => !metrics.Contains($"\n{name}{{", StringComparison.Ordinal) && !metrics.Contains($"\n{name} ", StringComparison.Ordinal))
            .ShouldBe(seldom);
        metrics.ShouldNotContain(Zodiac, Case.Insensitive, "nothing names an object");
        metrics.ShouldNotContain("UALICE", Case.Insensitive, "or a person");
    }

    private static string Text(JsonNode node, string field) => node[field]!.GetValue<string>();

    [GeneratedRegex("chatops_[a-z_]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex OwnMetric();
}
