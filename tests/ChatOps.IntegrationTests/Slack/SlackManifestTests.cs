using System.Text.Json;
using ChatOps.IntegrationTests.Rigs;
using Shouldly;
using Xunit;

namespace ChatOps.IntegrationTests.Slack;

/// <summary>"chatops slack manifest" as a process: what it prints goes into Slack as it is.</summary>
public sealed class SlackManifestTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_prints_one_json_document_and_nothing_else()
    {
        var ended = await RunAsync("--url", "https://bot.example.com", "--command", "/airflow");

        ended.Status.ShouldBe(0, ended.Output);
        var manifest = JsonElement.Parse(ended.Output);
        var command = manifest.GetProperty("features").GetProperty("slash_commands")[0];
        command.GetProperty("command").GetString().ShouldBe("/airflow");
        command.GetProperty("url").GetString().ShouldBe("https://bot.example.com/slack/command");
        manifest.GetProperty("oauth_config").GetProperty("scopes").GetProperty("bot").EnumerateArray()
            .Select(scope => $"{scope}").ShouldContain("chat:write");
    }

    [Theory]
    [InlineData("", "Give either --url https://bot.example.com or --socket-mode.")]
    [InlineData("--url http://bot.example.com", "--url must be an https address")]
    public async Task What_is_missing_is_asked_for(string arguments, string expected)
    {
        var ended = await RunAsync(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        ended.Status.ShouldBe(1, ended.Output);
        ended.Output.ShouldContain(expected);
    }

    private static async Task<ChildProcess.Ended> RunAsync(params string[] arguments)
    {
        using var folder = new TemporaryFolder();
        return await new ChatOpsProgram(folder.Path, new Dictionary<string, string>())
            .RunAsync(["slack", "manifest", .. arguments], Stop);
    }
}
