using ChatOps.Approvals;
using ChatOps.Chat;
using ChatOps.Operations;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Desk;

public sealed class RetryTests : IAsyncLifetime
{
    private const string Restart = "restart scheduler zodiac-cosmo-1172";
    private const string Forced = "restart worker zodiac-cosmo-1172 --force";
    private static readonly Actor Otto = new("slack", "UOTTO", "otto");
    private static readonly Actor Anna = new("slack", "UANNA", "anna");
    private static readonly Actor Vera = new("slack", "UVERA", "vera");

    private readonly DeskRig _rig = new(
        new()
        {
            ["Access:Grants:0:Role"] = "Operator",
            ["Access:Grants:0:To"] = Otto.Key,
            ["Access:Grants:1:Role"] = "Approver",
            ["Access:Grants:1:To"] = Anna.Key,
            ["Access:Grants:2:Role"] = "Viewer",
            ["Access:Grants:2:To"] = Vera.Key,
        });

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _rig.InitializeAsync();

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Fact]
    public async Task A_failed_operation_is_asked_for_anew_by_whoever_presses_retry()
    {
        await _rig.SayAsync(Otto, Restart);
        await FailAsync(1);
        (await _rig.LivingMessageAsync(1)).ShouldContain("[Retry: retry 1]");

        var answer = await _rig.SayAsync(Anna, "retry 1");

        answer.ShouldStartWith("Restarting scheduler of zodiac-cosmo-1172: operation 2");
        var second = await FindAsync(2);
        (second.Actor, second.Text).ShouldBe((Anna, Restart));
        _rig.Jobs.Queued.ShouldBe([1, 2]);
    }

    [Theory]
    [InlineData("deny 1")]
    [InlineData("cancel 1")]
    [InlineData(null)] // nobody decides
    public async Task What_was_denied_cancelled_or_expired_is_planned_anew_and_needs_a_new_approval(string? end)
    {
        await _rig.SayAsync(Otto, Forced);
        await EndAsync(end);
        ReplaceWorker("uid-redeployed");

        await _rig.SayAsync(Otto, "retry 1");

        var second = await FindAsync(2);
        second.State.ShouldBe(OperationState.AwaitingApproval);
        second.PlanJson.ShouldContain("uid-redeployed");
        _rig.Jobs.Queued.ShouldNotContain(2);
    }

    [Fact]
    public async Task What_has_not_ended_is_not_retried()
    {
        await _rig.SayAsync(Otto, Restart);

        (await _rig.SayAsync(Otto, "retry 1"))
            .ShouldBe("Operation 1 has not ended yet.\nIts message shows how far it is.");
    }

    [Fact]
    public async Task What_succeeded_is_not_retried()
    {
        await _rig.SayAsync(Otto, Restart);
        await MoveAsync(1, operation =>
        {
            while (operation.CurrentStep is not null)
            {
                operation.BeginStep(_rig.Time.GetUtcNow(), TimeSpan.FromMinutes(1));
                operation.CompleteStep(note: null, _rig.Time.GetUtcNow());
            }

            operation.Succeed(_rig.Time.GetUtcNow());
        });

        (await _rig.SayAsync(Otto, "retry 1")).ShouldBe(
            $"""
            Operation 1 did what it was asked for, so there is nothing to retry.
            To do it once more, say: {Restart}
            """);
        (await _rig.Database.Operations.FindAsync(2, Stop)).ShouldBeNull();
    }

    [Fact]
    public async Task A_viewer_can_not_retry_what_an_operator_asked_for()
    {
        await _rig.SayAsync(Otto, Restart);
        await FailAsync(1);

        (await _rig.SayAsync(Vera, "retry 1")).ShouldStartWith("This needs the role operator; you have viewer.");
        (await _rig.Database.Operations.FindAsync(2, Stop)).ShouldBeNull();
    }

    [Fact]
    public async Task The_same_press_delivered_twice_retries_once()
    {
        await _rig.SayAsync(Otto, Restart);
        await FailAsync(1);

        var first = await _rig.SayAsync(Otto, "retry 1", id: "slack:trigger:7");
        var second = await _rig.SayAsync(Otto, "retry 1", id: "slack:trigger:7");

        second.ShouldBe(first);
        (await _rig.Database.Operations.FindAsync(3, Stop)).ShouldBeNull();
    }

    [Fact]
    public async Task A_retry_of_nothing_is_not_found() =>
        (await _rig.SayAsync(Otto, "retry 99")).ShouldBe(
            "There is no operation 99.\nSay operations to see those there are.");

    private async Task EndAsync(string? command)
    {
        if (command is not null)
        {
            await _rig.SayAsync(Anna, command);
            return;
        }

        _rig.Time.Advance(TimeSpan.FromMinutes(15));
        await _rig.Services.GetRequiredService<ApprovalClock>().ExpireAsync(Stop);
    }

    private Task FailAsync(int id) => MoveAsync(id, operation =>
    {
        operation.Fail(Problem.Conflict("It broke."), _rig.Time.GetUtcNow());
        operation.EndRetreat(_rig.Time.GetUtcNow());
    });

    private Task MoveAsync(int id, Action<Operation> move) => _rig.Database.Operations.ChangeAsync(
        id,
        operation =>
        {
            operation.TryTake(new Worker("w", "1"), _rig.Time.GetUtcNow(), TimeSpan.FromMinutes(1));
            move(operation);
            return true;
        },
        Stop);

    private async Task<Operation> FindAsync(int id) => (await _rig.Database.Operations.FindAsync(id, Stop)).ShouldNotBeNull();

    private void ReplaceWorker(string uid)
    {
        var worker = _rig.Inventory.Pods.Single(pod => pod.Name == "zodiac-cosmo-1172-worker-0");
        _rig.Inventory.With(worker with { Uid = uid });
    }
}
