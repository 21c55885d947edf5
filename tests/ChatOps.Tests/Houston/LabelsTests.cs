using ChatOps.Chat;
using ChatOps.Houston.Deployments;
using ChatOps.Inventory;
using ChatOps.Tests.Desk;
using ChatOps.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Houston;

/// <summary>Houston's names for the deployments beside the cluster's state.</summary>
public sealed class LabelsTests : IAsyncLifetime
{
    private static readonly Actor Vera = new("slack", "UVERA", "vera");

    private readonly DeskRig _rig = new(
        new() { ["Access:Grants:0:Role"] = "Viewer", ["Access:Grants:0:To"] = Vera.Key });

    private LabelKeeper Keeper => _rig.Services.GetRequiredService<LabelKeeper>();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _rig.InitializeAsync();
        _rig.Houston.Deployments.Add(new("zodiac-cosmo-1172", "Cosmo ETL", "Data platform", "1.9.0"));
        _rig.Houston.Deployments.Add(new("stellar-quasar-0417", "Quasar reports", "Data platform", "1.9.0"));
    }

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Fact]
    public async Task Labels_stand_beside_the_state_and_what_only_one_knows_below()
    {
        (await Keeper.LookAsync(Stop)).ShouldBe(LabelKeeper.Pause);

        (await _rig.SayAsync(Vera, "deployments")).ShouldBe(
            """
            All 2 deployments are well, and so is the platform
            NAME                PODS   STATE  LABEL
            lunar-nuclear-3725  9/9    well
            zodiac-cosmo-1172   7/7    well   Cosmo ETL
            platform            11/11  well
            ! Only the cluster has: lunar-nuclear-3725
            ! Only Houston has: stellar-quasar-0417
            """);
    }

    [Fact]
    public async Task With_Houston_away_from_the_start_the_labels_are_said_to_be_missing()
    {
        _rig.Houston.Away = Problem.Unavailable("Houston did not answer, or not in time.");
        (await Keeper.LookAsync(Stop)).ShouldBe(LabelKeeper.ShortPause);

        var answer = await _rig.SayAsync(Vera, "deployments");

        answer.ShouldStartWith("All 2 deployments are well, and so is the platform");
        answer.ShouldEndWith("Houston's labels are missing. Houston did not answer, or not in time.");
    }

    [Fact]
    public async Task With_Houston_away_later_the_labels_are_said_to_be_old()
    {
        await Keeper.LookAsync(Stop);
        _rig.Houston.Away = Problem.Unavailable("Houston did not answer, or not in time.");
        await Keeper.LookAsync(Stop);

        var answer = await _rig.SayAsync(Vera, "deployments");

        answer.ShouldContain("Cosmo ETL");
        answer.ShouldContain($"Houston's labels are of {Words.At(FakeInventory.Now)}. Houston did not answer, or not in time.");
    }

    [Fact]
    public async Task Without_a_Houston_nothing_is_said_of_labels()
    {
        _rig.Houston.IsSetUp = false;

        (await Keeper.LookAsync(Stop)).ShouldBeNull();

        (await _rig.SayAsync(Vera, "deployments")).ShouldNotContain("Houston");
    }

    [Fact]
    public async Task Houston_is_not_asked_before_the_cluster_was_seen()
    {
        _rig.Inventory.Health = new InventoryHealth(IsComplete: false, StaleSince: null, Problem: null);

        (await Keeper.LookAsync(Stop)).ShouldBe(LabelKeeper.FirstPause);

        _rig.Services.GetRequiredService<HoustonLabels>().Current.SeenAt.ShouldBeNull();
    }

    [Fact]
    public async Task Houstons_own_list_names_what_differs() =>
        (await _rig.SayAsync(Vera, "houston deployments")).ShouldBe(
            """
            Houston knows 2 deployments
            RELEASE              LABEL           WORKSPACE      VERSION
            stellar-quasar-0417  Quasar reports  Data platform  1.9.0
            zodiac-cosmo-1172    Cosmo ETL       Data platform  1.9.0
            ! Only the cluster has: lunar-nuclear-3725
            ! Only Houston has: stellar-quasar-0417
            """);
}
