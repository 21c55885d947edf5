using ChatOps.Chat;
using ChatOps.Inventory;
using ChatOps.Operations.Grafana.Passwords;
using ChatOps.Tests.Desk;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Operations.Grafana.Passwords;

/// <summary>A Grafana that still takes admin/admin is told of, and never tried so often that it locks somebody out.</summary>
public sealed class DefaultPasswordTests : IAsyncLifetime
{
    private const string Warning = "! Grafana still lets anybody in as admin with the password admin. Change it: grafana reset-password";

    private static readonly Actor Vera = new("slack", "UVERA", "vera");

    private readonly DeskRig _rig = new(
        new() { ["Access:Grants:0:Role"] = "Viewer", ["Access:Grants:0:To"] = Vera.Key });

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private DefaultPasswordWatch Watch => _rig.Services.GetRequiredService<DefaultPasswordWatch>();

    public ValueTask InitializeAsync() => _rig.InitializeAsync();

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Fact]
    public async Task While_it_works_status_and_the_log_say_so()
    {
        (await Watch.LookAsync(Stop)).ShouldBe(DefaultPasswordWatch.Pause);

        (await _rig.SayAsync(Vera, "status")).ShouldBe(
            $"""
            The platform runs; something should be seen to
            Platform: all well
            Houston: not asked yet
            Bot: nothing to do
            {Warning}
            """);
        _rig.Log.Text.ShouldContain("Warning: Grafana still lets anybody in as admin with the password admin. Change it: grafana reset-password");
        await Watch.LookAsync(Stop);
        _rig.Log.Text.Split("still lets anybody in").Length.ShouldBe(2, "it is logged once");
    }

    [Fact]
    public async Task Where_it_is_refused_it_is_not_tried_again()
    {
        _rig.Grafana.Password = "something else";

        (await Watch.LookAsync(Stop)).ShouldBeNull();

        (await _rig.SayAsync(Vera, "status")).ShouldStartWith("All is well");
        _rig.Grafana.LogIns.ShouldBe(1);
    }

    [Fact]
    public async Task Before_the_cluster_was_seen_nothing_is_tried()
    {
        _rig.Inventory.Health = InventoryHealth.Empty;

        (await Watch.LookAsync(Stop)).ShouldBe(DefaultPasswordWatch.FirstPause);

        _rig.Grafana.LogIns.ShouldBe(0);
    }

    [Fact]
    public async Task A_Grafana_out_of_reach_is_asked_again_later_and_nothing_is_claimed()
    {
        _rig.Grafana.IsOutOfReach = true;

        (await Watch.LookAsync(Stop)).ShouldBe(DefaultPasswordWatch.Pause);

        (await _rig.SayAsync(Vera, "status")).ShouldNotContain(Warning);
    }

    [Fact]
    public async Task After_a_reset_nobody_is_warned_any_more()
    {
        await Watch.LookAsync(Stop);

        _rig.Services.GetRequiredService<DefaultPassword>().WasReplaced("admin");

        (await _rig.SayAsync(Vera, "status")).ShouldNotContain(Warning);
    }
}
