using ChatOps.Chat;
using ChatOps.IntegrationTests.Rigs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace ChatOps.IntegrationTests.Teams;

/// <summary>What health says of the bot in Teams: that the two know each other.</summary>
public sealed class TeamsHealthTests : WithTeams
{
    [Fact]
    public async Task With_a_token_and_the_keys_all_is_well() =>
        (await SeeAsync(Bot, HealthStatus.Healthy)).Description.ShouldBeNull();

    [Fact]
    public async Task A_secret_that_expires_is_told_in_words_and_so_is_the_end_of_it()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var bot = await TeamsBot.StartAsync(Teams, services => services.AddSingleton<TimeProvider>(time));
        await SeeAsync(bot, HealthStatus.Healthy);

        bot.Tokens.Trouble = new ChatRefusedException("Entra gives the bot no token (invalid_client): check Teams:ClientSecret.");
        (await SeeAsync(bot, HealthStatus.Degraded, time)).Description.ShouldBe(bot.Tokens.Trouble.Message);
        bot.Tokens.Trouble = null;
        await SeeAsync(bot, HealthStatus.Healthy, time);
    }

    [Fact]
    public async Task Keys_that_can_not_be_read_are_told()
    {
        await using var bot = await TeamsBot.StartAsync(
            Teams, ("Teams:MetadataUrl", $"http://127.0.0.1:{FreePort.Next()}/.well-known/openidconfiguration"));

        var health = await Eventually.SeeAsync(
            "the keys are missed", bot.HealthAsync, entry => $"{entry.Description}".Contains("openidconfiguration"), Stop);

        health.Status.ShouldBe(HealthStatus.Degraded);
    }

    [Fact]
    public async Task Calls_without_a_token_are_told_too()
    {
        await using var bot = await TeamsBot.StartAsync(
            Teams, ("environment", "Development"), ("Teams:AllowUnauthenticated", "true"));

        (await SeeAsync(bot, HealthStatus.Healthy)).Description.ShouldBe("Calls without a token are let in from this machine.");
    }

    private static Task<HealthReportEntry> SeeAsync(TeamsBot bot, HealthStatus status, FakeTimeProvider? time = null) => Eventually.SeeAsync(
        $"Teams is {status}",
        stop =>
        {
            time?.Advance(TimeSpan.FromMinutes(1));
            return bot.HealthAsync(stop);
        },
        entry => entry.Status == status,
        Stop);
}
