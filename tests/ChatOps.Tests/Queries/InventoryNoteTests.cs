using ChatOps.Chat;
using ChatOps.Inventory;
using ChatOps.Tests.Fakes;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Queries;

public sealed class InventoryNoteTests : IDisposable
{
    private static readonly InventoryHealth Stale = new(IsComplete: true, FakeInventory.Now - TimeSpan.FromMinutes(4), Problem: null);
    private readonly QueryRig _rig = new(RunbookPlatform.Create());

    [Theory]
    [InlineData("pods zodiac-cosmo-1172")]
    [InlineData("deployments")]
    public async Task An_old_picture_is_never_passed_off_as_a_new_one(string text)
    {
        _rig.Inventory.Health = Stale;

        var message = (await _rig.MessageAsync(text)).Require();

        message.Tone.ShouldBe(Tone.Warning);
        message.Parts[0].ShouldBe(
            new WarningPart("The cluster has not answered for 4 minutes; this is how it looked at 03:12 UTC."));
    }

    [Fact]
    public async Task A_name_that_is_not_found_may_just_be_too_new()
    {
        _rig.Inventory.Health = Stale;

        (await _rig.AskAsync("pods saturn")).ShouldBe(
            """
            There is no deployment saturn.
            Say deployments to see them all.
            The cluster has not answered for 4 minutes; this is how it looked at 03:12 UTC.
            """);
    }

    [Fact]
    public async Task A_first_look_that_is_not_over_is_told()
    {
        using var rig = new QueryRig(new FakeInventory { Health = InventoryHealth.Empty });

        (await rig.AskAsync("pods")).ShouldBe(
            """
            I see no pods
            ! I am still taking my first look at the cluster; some of it may be missing here.
            platform: no pods
            """);
    }

    [Theory]
    [InlineData(true, 40, "The cluster has not answered for 40 seconds; this is how it looked at 03:15 UTC. (refused)")]
    [InlineData(true, 86_400, "The cluster has not answered for 1 day; this is how it looked at 2026-02-28 03:16 UTC. (refused)")]
    [InlineData(false, 120, "The cluster has not answered for 2 minutes, and I had not seen all of it before. (refused)")]
    public async Task The_reason_is_told_where_it_is_known(bool isComplete, int seconds, string note)
    {
        _rig.Inventory.Health = new InventoryHealth(isComplete, FakeInventory.Now - TimeSpan.FromSeconds(seconds), "refused");

        (await _rig.MessageAsync("pods")).Require().Parts[0].ShouldBe(new WarningPart(note));
    }

    public void Dispose() => _rig.Dispose();
}
