using ChatOps.Operations;
using ChatOps.Operations.Grafana;
using ChatOps.Tests.Desk;
using ChatOps.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Operations.Grafana;

/// <summary>The steps of a grant, taken by hand.</summary>
public sealed class GrantAccessStepTests : IAsyncLifetime
{
    private static readonly Problem NoAnswer = Problem.Unavailable("Houston did not answer, or not in time.");
    private static readonly Problem Duplicate = Problem.Conflict("Houston tried and failed.");

    private readonly DeskRig _rig = new([]);

    private FakeHouston Houston => _rig.Houston;

    private IReadOnlyList<IStep> Steps => _rig.Services.GetRequiredService<GrafanaGrantCapability>()
        .Steps(new(FakeHouston.Viraj, Houston.Right, HasIt: false, Namespace: "astronomer-ee"));

    private IReversibleStep Step => (IReversibleStep)Steps[1];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _rig.InitializeAsync();

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Fact]
    public async Task An_answer_that_never_came_is_followed_by_a_look_and_not_by_a_second_grant()
    {
        (Houston.NextGrant, Houston.GrantsAnyway) = (NoAnswer, true);

        (await Step.RunAsync(Stop)).ShouldBe(StepOutcome.SitOut("Houston did not answer, or not in time; trying again"));
        (await Step.RunAsync(Stop)).ShouldBe(StepOutcome.Done("they have it already"));

        Houston.Changes.ShouldBe(["+uuid-viraj"]);
    }

    [Fact]
    public async Task What_was_not_carried_out_is_asked_for_again()
    {
        Houston.NextGrant = NoAnswer;

        await Step.RunAsync(Stop);
        (await Step.RunAsync(Stop)).ShouldBe(StepOutcome.Done());

        Houston.Members.ShouldContain(FakeHouston.Viraj);
    }

    [Fact]
    public async Task Somebody_elses_grant_in_the_same_moment_is_no_failure()
    {
        (Houston.NextGrant, Houston.GrantsAnyway) = (Duplicate, true);

        (await Step.RunAsync(Stop)).ShouldBe(StepOutcome.Already("they have it already, given by somebody else"));
    }

    [Fact]
    public async Task A_real_no_ends_it()
    {
        Houston.NextGrant = Problem.Refused("The bot's token lacks that right in Houston.");

        (await Step.RunAsync(Stop)).ShouldBe(StepOutcome.Fail(Problem.Refused("The bot's token lacks that right in Houston.")));
    }

    [Fact]
    public async Task While_Houston_is_away_it_sits_it_out()
    {
        Houston.Away = NoAnswer;

        (await Step.RunAsync(Stop)).ShouldBeOfType<StepOutcome.Outage>();
        Houston.Changes.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_yes_that_nothing_came_of_is_found_out()
    {
        Houston.Lies = true;
        (await Step.RunAsync(Stop)).ShouldBe(StepOutcome.Done());

        (await Steps[2].RunAsync(Stop)).ShouldBe(StepOutcome.Fail(Problem.Conflict(
            "Houston said yes, and yet they are not among those who may open Grafana.", "See who is: grafana access list")));
    }

    [Fact]
    public async Task Taken_back_it_is_taken_away()
    {
        await Step.RunAsync(Stop);

        (await Step.UndoAsync(Stop)).ShouldBe(StepOutcome.Done());

        Houston.Members.ShouldNotContain(FakeHouston.Viraj);
    }

    [Fact]
    public async Task Nothing_is_taken_from_somebody_who_was_given_nothing()
    {
        (await Step.UndoAsync(Stop)).ShouldBe(StepOutcome.Done("they do not have it"));
        Houston.Changes.ShouldBeEmpty();
    }

    [Fact]
    public async Task Where_Houston_can_not_take_it_back_the_end_says_so()
    {
        Houston.Right = new("SYSTEM_VIEWER", IsWholePlatform: false, CanBeTakenBack: false);
        await Step.RunAsync(Stop);

        (await Step.UndoAsync(Stop)).ShouldBe(StepOutcome.Fail(GrafanaRevokeCapability.NotHere()));
    }
}
