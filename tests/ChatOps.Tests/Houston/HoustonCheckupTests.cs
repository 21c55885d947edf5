using ChatOps.Adapters.Houston.Checkups;
using ChatOps.Doctor;
using ChatOps.Tests.Fakes;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Houston;

public sealed class HoustonCheckupTests
{
    private readonly FakeHouston _houston = new();

    [Fact]
    public async Task What_it_answers_and_what_the_token_may_is_told() =>
        (await LookAsync()).ShouldBe(
        [
            Finding.Good("Houston", "It answers; Grafana opens by default_admin."),
            Finding.Good("Houston rights", "The token may look; 2 people may open Grafana."),
        ]);

    [Fact]
    public async Task A_token_that_it_refuses_is_bad_with_what_to_do()
    {
        _houston.Away = Problem.Refused("Houston does not take the token.", "Set Houston:Token.");

        (await LookAsync()).ShouldBe([Finding.Bad("Houston", "Houston does not take the token.", "Set Houston:Token.")]);
    }

    [Fact]
    public async Task Without_one_nothing_is_wrong()
    {
        _houston.IsSetUp = false;

        (await LookAsync()).ShouldHaveSingleItem().State.ShouldBe(FindingState.Off);
    }

    private Task<IReadOnlyList<Finding>> LookAsync() =>
        new HoustonCheckup(_houston).LookAsync(TestContext.Current.CancellationToken);
}
