using ChatOps.IntegrationTests.Rigs;
using Shouldly;
using Xunit;

namespace ChatOps.IntegrationTests.Monitoring;

/// <summary>What a collector gets of one command, from the bot as people run it.</summary>
public sealed class ExportedTraceTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_collector_gets_one_trace_from_the_command_through_job_and_step_to_the_API_call()
    {
        await using var collector = await FakeCollector.StartAsync(Stop);
        await using var slack = await FakeSlack.StartAsync(Stop);
        using var folder = new TemporaryFolder();
        await WriteSettingsAsync(folder, collector);
        using var client = new HttpClient { BaseAddress = new($"http://127.0.0.1:{FreePort.Next()}") };
        await using var host = new ChatOpsProgram(folder.Path, Settings(slack, client)).Start();
        await Server.AnswersAsync(host, client, "/healthz/ready", Stop);

        (await new SlackUser(client, slack).SayAsync("restart scheduler zodiac-cosmo-1172", Stop)).ShouldContain("operation 1");

        await Eventually.TrueAsync("the deletion is traced", _ => Task.FromResult(collector.Spans.Any(span => span.Name == "DELETE")), Stop);
        await Eventually.TrueAsync(
            "the job is traced to its first rest", _ => Task.FromResult(collector.Spans.Any(span => span.Name == "operation restart")), Stop);
        var spans = collector.Spans;
        var command = spans.Single(span => span.Name == "command restart");
        var step = spans.Single(span => span.Name == "step DeletePodStep");
        var deletion = spans.Single(span => span.Name == "DELETE" && span.Parent == step.Id); // the simulated API's own is a part of it
        var operation = spans.Single(span => span.Id == step.Parent);
        (operation.Name, operation.Parent).ShouldBe(("operation restart", command.Id));
        new[] { deletion.Trace, step.Trace, operation.Trace }.ShouldAllBe(trace => trace == command.Trace);
        deletion.Texts.ShouldContain("/pods/zodiac-cosmo-1172-scheduler-");
        spans.ShouldNotContain(span => span.Name == "command", "a rehearsal is nobody's command");
        spans.ShouldNotContain(span => span.Texts.Contains("/response/", StringComparison.Ordinal), "such an address is as good as a token");
    }

    /// <summary>As the chart writes them, where its values have them under "settings".</summary>
    private static Task WriteSettingsAsync(TemporaryFolder folder, FakeCollector collector) => File.WriteAllTextAsync(
        folder.File("appsettings.json"),
        $$"""
        {
          "OTEL_EXPORTER_OTLP_ENDPOINT": "{{collector.Address}}",
          "OTEL_EXPORTER_OTLP_PROTOCOL": "http/protobuf",
          "OTEL_BSP_SCHEDULE_DELAY": "200"
        }
        """,
        Stop);

    private static Dictionary<string, string> Settings(FakeSlack slack, HttpClient client)
    {
        var settings = SlackUser.SettingsFor(slack);
        settings["ASPNETCORE_URLS"] = $"{client.BaseAddress}";
        settings["Simulator:ClusterUrl"] = $"http://localhost:{FreePort.Next()}"; // another host than that of Slack, whose addresses are not traced
        settings["Simulator:HoustonUrl"] = $"http://127.0.0.1:{FreePort.Next()}/v1";
        return settings;
    }
}
