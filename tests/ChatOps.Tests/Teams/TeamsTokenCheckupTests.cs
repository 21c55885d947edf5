using ChatOps.Adapters.Teams;
using ChatOps.Adapters.Teams.Checkups;
using ChatOps.Adapters.Teams.Identity;
using ChatOps.Chat;
using ChatOps.Doctor;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Teams;

/// <summary>What the doctor says of Teams.</summary>
public sealed class TeamsTokenCheckupTests
{
    private const string AppId = "6f1d0bc6-59d3-4a3e-9d6f-0f6a0f6a0f6a";
    private const string Compare = "Compare with the app's registration in Entra, and look at the egress to Teams:LoginUrl.";

    public static TheoryData<Exception> Refusals =>
        [new ChatRefusedException("Entra knows no such app."), new ChatUnavailableException("Entra is away.")];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task All_is_well_with_an_app_that_Entra_gives_a_token() =>
        (await LookAsync(AppId, new Tokens(Refusal: null)))
            .ShouldBe(Finding.Good("Teams token", $"Entra gives the app {AppId} one."));

    [Theory]
    [MemberData(nameof(Refusals), DisableDiscoveryEnumeration = true)]
    public async Task An_app_without_a_token_is_bad_and_says_why(Exception refusal) =>
        (await LookAsync(AppId, new Tokens(refusal))).ShouldBe(Finding.Bad("Teams token", refusal.Message, Compare));

    [Fact]
    public async Task A_bot_that_believes_everybody_on_this_machine_is_doubtful() =>
        (await LookAsync("", new Tokens(Refusal: null))).State.ShouldBe(FindingState.Doubtful);

    private static async Task<Finding> LookAsync(string appId, IBotTokens tokens) =>
        (await new TeamsTokenCheckup(tokens, Options.Create(new TeamsOptions { AppId = appId })).LookAsync(Stop)).ShouldHaveSingleItem();

    private sealed record Tokens(Exception? Refusal) : IBotTokens
    {
        public Task<string?> GetAsync(string? refused, CancellationToken cancellationToken) =>
            Refusal is null ? Task.FromResult<string?>("token") : Task.FromException<string?>(Refusal);
    }
}
