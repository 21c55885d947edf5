using ChatOps.Approvals;
using ChatOps.Chat;
using ChatOps.Operations;
using ChatOps.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Desk;

/// <summary>An operation that a later version of the bot left behind, after a rollback: this one never heard of what it is to do.</summary>
public sealed class UnknownCapabilityTests : IAsyncLifetime
{
    private static readonly Actor Otto = new("slack", "UOTTO", "otto");

    private readonly DeskRig _rig = new(new() { ["Access:Grants:0:Role"] = "Approver", ["Access:Grants:0:To"] = "*" });

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _rig.InitializeAsync();

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Fact]
    public async Task It_waits_for_a_version_that_knows_it_and_says_so_where_people_look()
    {
        await StoreAsync();

        await RunAsync();

        (await FindAsync()).State.ShouldBe(OperationState.Waiting);
        (await _rig.LivingMessageAsync(1)).ShouldBe(
            """
            Fake, at work on scheduler of zodiac-cosmo-1172
            Asked: restart scheduler zodiac-cosmo-1172
            ! This version of the bot does not know fake. The operation waits for a host of a version that does; to end it: cancel 1
            [ ] Delete scheduler-1: this version of the bot does not know fake; it waits for a host of one that does
            [Cancel: cancel 1]
            Operation 1, asked by alice at 03:16:00 UTC
            """,
            StringCompareShould.IgnoreLineEndings);
        (await _rig.SayAsync(Otto, "operations")).ShouldContain("Fake, at work on scheduler");
    }

    [Fact]
    public async Task It_is_cancelled_at_once_where_nothing_was_begun_for_long()
    {
        await StoreAsync();
        await RunAsync(times: 5);

        (await _rig.SayAsync(Otto, "cancel 1")).ShouldStartWith("You stopped operation 1");
        await RunAsync();

        var operation = await FindAsync();
        operation.State.ShouldBe(OperationState.Cancelled);
        operation.BusyTarget.ShouldBeNull();
        operation.FailureNextStep.ShouldBeNull();
    }

    [Fact]
    public async Task What_was_begun_is_left_to_a_version_that_knows_it_for_a_while_and_then_told_to_be_left_so()
    {
        await StoreAsync(begun: true);
        await _rig.SayAsync(Otto, "cancel 1");

        await RunAsync();
        (await FindAsync()).State.ShouldBe(OperationState.Waiting);
        await RunAsync(times: 4);

        (await FindAsync()).State.ShouldBe(OperationState.Cancelled);
        (await _rig.LivingMessageAsync(1)).ShouldContain(
            "This version of the bot does not know fake, so what was begun was not taken back. Look at it with kubectl, by the steps above.");
    }

    [Fact]
    public async Task One_that_waits_for_approval_is_not_approved_here_and_can_be_cancelled()
    {
        await StoreAsync(new ApprovalNeed(1, ByAsker: false));

        (await _rig.SayAsync(Otto, "approve 1")).ShouldContain("This version of the bot does not know fake.");
        (await _rig.SayAsync(Otto, "cancel 1")).ShouldStartWith("You stopped operation 1");
        (await FindAsync()).State.ShouldBe(OperationState.Cancelled);
    }

    /// <summary>Stores one of a capability that the desk does not have.</summary>
    private async Task StoreAsync(ApprovalNeed? need = null, bool begun = false)
    {
        var target = new StepTarget("Pod", "ns", "scheduler-1", "uid-1");
        var capability = new FakeCapability(new ScriptedStep("Delete scheduler-1", _ => StepOutcome.Done(), target));
        var operation = capability.Operation(now: _rig.Time.GetUtcNow(), need: need);
        await _rig.Database.Operations.AcceptAsync(operation, Stop);
        if (begun)
        {
            await _rig.Database.Operations.ChangeAsync(1, Begin, Stop);
        }

        bool Begin(Operation found)
        {
            var now = _rig.Time.GetUtcNow();
            found.TryTake(new Worker("later", "1"), now, TimeSpan.FromMinutes(1)).ShouldBeTrue();
            found.BeginStep(now, TimeSpan.FromMinutes(1));
            found.HandOver(now);
            return true;
        }
    }

    private async Task RunAsync(int times = 1)
    {
        for (var time = 0; time < times; time++)
        {
            await _rig.Services.GetRequiredService<OperationRunner>().RunAsync(1, Stop);
            _rig.Time.Advance(TimeSpan.FromMinutes(1));
        }
    }

    private async Task<Operation> FindAsync() => (await _rig.Database.Operations.FindAsync(1, Stop)).ShouldNotBeNull();
}
