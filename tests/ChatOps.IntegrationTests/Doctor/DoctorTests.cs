using ChatOps.IntegrationTests.Chart;
using ChatOps.IntegrationTests.Rigs;
using Shouldly;
using Xunit;

namespace ChatOps.IntegrationTests.Doctor;

/// <summary>"chatops doctor" beside a cluster that gives the bot the chart's rights and no others, and beside Slack.</summary>
public sealed class DoctorTests(EnforcingCluster cluster) : IClassFixture<EnforcingCluster>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Before_the_first_start_it_says_what_is_well_and_ends_with_0()
    {
        await using var slack = await FakeSlack.StartAsync(Stop);

        var ended = await RunAsync(slack, capability: "restart");

        ended.Output.ShouldContain("ok   settings");
        ended.Output.ShouldContain("ok   API server            Kubernetes v");
        ended.Output.ShouldContain("ok   rights: inventory     The bot may do all that it needs.");
        ended.Output.ShouldContain("ok   rights: restart");
        ended.Output.ShouldContain("-    rights: diskFigures   May not get nodes/proxy.");
        ended.Output.ShouldContain("ok   Slack token           Slack takes it");
        ended.Output.ShouldContain("ok   incident channel      The bot may write in CINCIDENT.");
        ended.Output.ShouldContain("!    database              There is none yet");
        ended.Status.ShouldBe(0, ended.Output);
    }

    [Fact]
    public async Task A_right_that_is_missing_and_a_channel_without_the_bot_are_bad_and_end_with_1()
    {
        await using var slack = await FakeSlack.StartAsync(Stop);

        var ended = await RunAsync(slack, capability: "volumes", channel: "CGENERAL");

        ended.Output.ShouldContain(
            "BAD  rights: volumes       May not get persistentvolumeclaims in astronomer-ee, get persistentvolumeclaims in astronomer-ee-zodiac-cosmo-1172, create persistentvolumeclaims in astronomer-ee and ");
        ended.Output.ShouldContain("-> Grant what rights.yaml lists for volumes: helm does.");
        ended.Output.ShouldContain("BAD  incident channel      The bot is not in the channel CGENERAL");
        ended.Status.ShouldBe(1, ended.Output);
    }

    [Theory]
    [InlineData("Edge:KnownProxies:0", "10.0.0.0/99", "Edge:KnownProxies")]
    [InlineData("Console:ClientId", "chatops", "Console:Authority is missing")]
    [InlineData("Slack:BotToken", "", "Slack:BotToken")]
    public async Task A_setting_that_the_bot_would_not_start_with_is_bad(string setting, string value, string mistake)
    {
        using var folder = new TemporaryFolder();
        var settings = new Dictionary<string, string> { ["Slack:SigningSecret"] = SlackUser.SigningSecret, ["Slack:BotToken"] = "xoxb-1" };
        settings[setting] = value;

        var ended = await new ChatOpsProgram(folder.Path, settings).RunAsync(["doctor"], Stop);

        ended.Output.ShouldContain("BAD  settings");
        ended.Output.ShouldContain(mistake);
        ended.Status.ShouldBe(1, ended.Output);
    }

    [Fact]
    public async Task Whatever_is_away_it_says_what_to_do_about_it()
    {
        using var folder = new TemporaryFolder();
        var nowhere = FreePort.Next();
        var settings = new Dictionary<string, string>
        {
            ["Storage:Provider"] = "PostgreSql",
            ["ConnectionStrings:ChatOps"] = $"Host=127.0.0.1;Port={nowhere};Database=chatops;Username=chatops",
            ["Slack:SocketMode"] = "true",
            ["Slack:BotToken"] = "xoxb-1",
            ["Slack:AppToken"] = "xapp-1",
            ["Slack:ApiBaseUrl"] = $"http://127.0.0.1:{nowhere}/api/",
            ["Houston:Endpoint"] = $"http://127.0.0.1:{nowhere}/v1",
            ["Houston:Token"] = "none",
            ["Console:Authority"] = $"http://127.0.0.1:{nowhere}/realms/platform",
            ["Console:ClientId"] = "chatops",
            ["Console:ClientSecret"] = "none",
        };

        var ended = await new ChatOpsProgram(folder.Path, settings).RunAsync(["doctor"], Stop);

        ended.Status.ShouldBe(1, ended.Output);
        var lines = ended.Output.Split('\n');
        lines.Where(line => line.StartsWith("BAD ", StringComparison.Ordinal)).Select(line => line[5..27].Trim())
            .ShouldBeSubsetOf(["API server", "rights", "database", "clock", "Slack token", "Slack socket", "Houston", "job workers", "console sign-in"]);
        foreach (var subject in (string[])["clock", "Slack socket", "job workers", "console sign-in"])
        {
            var at = Array.FindIndex(lines, line => line.StartsWith($"BAD  {subject} ", StringComparison.Ordinal));
            at.ShouldBeGreaterThan(0, ended.Output);
            lines[at + 1].ShouldContain("-> Look ");
        }

        lines.Zip(lines.Skip(1)).Where(pair => pair.First.StartsWith("BAD ", StringComparison.Ordinal))
            .ShouldAllBe(pair => pair.Second.Contains("-> "));
    }

    /// <param name="capability">Which the settings say that the bot has; the cluster gives it restart alone.</param>
    private async Task<ChildProcess.Ended> RunAsync(FakeSlack slack, string capability, string channel = "CINCIDENT")
    {
        await cluster.ApplyRightsAsync(
            Stop, "--set", "capabilities.restart=true", "--set", "namespaces={astronomer-ee-zodiac-cosmo-1172}");
        var settings = SlackUser.SettingsFor(slack);
        settings["Cluster:Mode"] = "Kubeconfig";
        settings["Cluster:Kubeconfig"] = await cluster.KubeconfigOfBotAsync(Stop);
        settings["Cluster:Namespaces:0"] = "astronomer-ee";
        settings["Cluster:Namespaces:1"] = "astronomer-ee-zodiac-cosmo-1172";
        settings["Cluster:Capabilities:0"] = capability;
        settings["Incident:Channel"] = channel;
        settings["Access:Grants:0:Role"] = "Approver";
        settings["Access:Grants:0:To"] = "slack:UBOB";
        using var folder = new TemporaryFolder();
        return await new ChatOpsProgram(folder.Path, settings).RunAsync(["doctor"], Stop);
    }
}
