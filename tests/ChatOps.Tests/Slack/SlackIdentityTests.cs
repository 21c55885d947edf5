using ChatOps.Adapters.Slack.Identity;
using ChatOps.Tests.Cluster;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Slack;

public sealed class SlackIdentityTests
{
    private const string Known = """{"ok":true,"team":"Fake","team_id":"T0001","user":"opsbot","user_id":"UBOT"}""";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_token_that_works_is_healthy_and_names_the_bot()
    {
        await using var host = await SlackHost.StartAsync();
        host.Wire.Then(Known);
        using var check = await StartCheckAsync(host);

        await Eventually.BecomesTrueAsync(() => Identity(host).Bot is not null);

        Identity(host).Bot.ShouldBe(new("UBOT", "opsbot", "T0001"));
        (await HealthAsync(host)).Status.ShouldBe(HealthStatus.Healthy);
    }

    [Fact]
    public async Task A_token_that_does_not_work_is_told_and_asked_about_again()
    {
        await using var host = await SlackHost.StartAsync();
        host.Wire.Then("""{"ok":false,"error":"invalid_auth"}""").Then(Known);
        (await HealthAsync(host)).Description.ShouldBe("Slack has not said yet whose token the bot has.");
        using var check = await StartCheckAsync(host);

        await Eventually.BecomesTrueAsync(() => host.Wire.Requests.Count == 1 && Identity(host).Problem!.StartsWith("Slack does", StringComparison.Ordinal));
        var health = await HealthAsync(host);
        await Eventually.BecomesTrueAsync(() => Identity(host).Problem is null, host.Time);

        health.Status.ShouldBe(HealthStatus.Degraded);
        health.Description.ShouldBe(
            "Slack does not accept the bot's token: install the app again and set Slack:BotToken. (Slack: invalid_auth)");
    }

    [Fact]
    public async Task A_token_of_another_workspace_is_told()
    {
        await using var host = await SlackHost.StartAsync(SlackHost.WorkingWith("Slack:TeamId", "T0002"));
        host.Wire.Then(Known);
        using var check = await StartCheckAsync(host);

        await Eventually.BecomesTrueAsync(
            () => Identity(host).Problem == "Slack:BotToken belongs to the workspace T0001, but Slack:TeamId is T0002.");
    }

    private static SlackIdentity Identity(SlackHost host) => host.Services.GetRequiredService<SlackIdentity>();

    private static async Task<SlackIdentityCheck> StartCheckAsync(SlackHost host)
    {
        var check = ActivatorUtilities.CreateInstance<SlackIdentityCheck>(host.Services);
        await check.StartAsync(Stop);
        return check;
    }

    private static async Task<HealthReportEntry> HealthAsync(SlackHost host) =>
        (await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(Stop)).Entries["slack"];
}
