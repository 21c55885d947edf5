using System.Text.Json;
using ChatOps.Chat;
using ChatOps.Chat.References;
using ChatOps.IntegrationTests.Rigs;
using ChatOps.Operations.Outbox;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace ChatOps.IntegrationTests.Teams;

/// <summary>Teams gives an answer some ten seconds: whatever hangs behind the bot, there is one by then.</summary>
public sealed class TeamsPatienceTests : WithTeams
{
    private static readonly TimeSpan TeamsWaits = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task A_desk_that_hangs_keeps_nobody_waiting()
    {
        var card = await CardAsync();

        var answer = await InTimeAsync<ICommandDesk, JsonElement>(bob => bob.PressAsync(card, "echo hello", Stop));

        answer.GetProperty("value").GetString().ShouldStartWith("No answer in time. It may or may not have been accepted");
    }

    [Fact]
    public async Task A_memory_that_hangs_holds_up_no_answer()
    {
        var card = await CardAsync();

        var answer = await InTimeAsync<IConversationReferences, JsonElement>(bob => bob.PressAsync(card, "echo hello", Stop));

        answer.GetProperty("value").GetString().ShouldBe("Heard echo hello");
    }

    [Fact]
    public async Task A_card_that_can_not_be_looked_up_stays_as_it_is()
    {
        var card = await CardAsync();

        var answer = await InTimeAsync<IOutbox, JsonElement>(bob => bob.RefreshAsync(card, Stop));

        answer.GetProperty("statusCode").GetInt32().ShouldBe(503);
    }

    /// <summary>What somebody does while a service hangs, by a clock of its own.</summary>
    private async Task<TAnswer> InTimeAsync<TService, TAnswer>(Func<TeamsUser, Task<TAnswer>> act)
        where TService : class
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var bot = await TeamsBot.StartAsync(Teams, services => services
            .AddSingleton<TimeProvider>(time)
            .AddSingleton(Hanging.Service<TService>()));
        var started = time.GetUtcNow();

        var acting = act(new TeamsUser(bot.Client, Teams, TeamsUser.Bob));
        await time.PassUntilAsync(acting, Stop);

        (time.GetUtcNow() - started).ShouldBeLessThan(TeamsWaits);
        return await acting;
    }
}
