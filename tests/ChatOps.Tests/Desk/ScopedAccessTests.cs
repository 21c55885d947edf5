using ChatOps.Audit;
using ChatOps.Chat;
using ChatOps.Operations;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Desk;

public sealed class ScopedAccessTests : IAsyncLifetime
{
    private const string Forced = "restart worker zodiac-cosmo-1172 --force";
    private static readonly Actor Otto = new("slack", "UOTTO", "UOTTO");
    private static readonly Actor Anna = new("slack", "UANNA", "anna");
    private static readonly Actor AnnaAtHome = new("console", "anna", "Anna");
    private static readonly Actor Alex = new("slack", "UALEX", "alex");
    private static readonly Actor Lena = new("slack", "ULENA", "lena");

    private readonly DeskRig _rig = new(
        new()
        {
            ["Access:People:0:Name"] = "Otto",
            ["Access:People:0:Slack:0"] = Otto.Id,
            ["Access:People:1:Name"] = "Anna",
            ["Access:People:1:Slack:0"] = Anna.Id,
            ["Access:People:1:Console:0"] = AnnaAtHome.Id,
            ["Access:Grants:0:Role"] = "Operator",
            ["Access:Grants:0:To"] = Otto.Key,
            ["Access:Grants:0:Deployments:0"] = "zodiac-*",
            ["Access:Grants:1:Role"] = "Approver",
            ["Access:Grants:1:To"] = Anna.Key,
            ["Access:Grants:2:Role"] = "Approver",
            ["Access:Grants:2:To"] = Alex.Key,
            ["Access:Grants:2:Commands:0"] = "pods",
            ["Access:Grants:3:Role"] = "Approver",
            ["Access:Grants:3:To"] = Lena.Key,
            ["Access:Grants:3:Deployments:0"] = "lunar-*",
        });

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _rig.InitializeAsync();

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Fact]
    public async Task An_operator_of_some_deployments_acts_on_no_others()
    {
        (await _rig.SayAsync(Otto, "restart scheduler zodiac-cosmo-1172")).ShouldStartWith("Restarting scheduler");

        (await _rig.SayAsync(Otto, "restart scheduler lunar-nuclear-3725"))
            .ShouldStartWith("This needs the role operator for lunar-nuclear-3725; you have it for zodiac-* only.");
        (await _rig.SayAsync(Otto, "restart prometheus"))
            .ShouldStartWith("This needs the role operator for the platform; you have it for zodiac-* only.");
        (await LastEntryAsync()).ShouldBe((Otto.Key, AuditAction.Refused));
        _rig.Jobs.Queued.ShouldBe([1]);
    }

    [Fact]
    public async Task Who_may_look_at_some_deployments_sees_no_others_however_they_are_named()
    {
        (await _rig.SayAsync(Otto, "pods zod")).ShouldStartWith("All 7 pods of zodiac-cosmo-1172 are well");

        (await _rig.SayAsync(Otto, "pods lun")).ShouldStartWith("This needs the role viewer for lunar-nuclear-3725");
        (await _rig.SayAsync(Otto, "pods")).ShouldStartWith("This needs the role viewer for all deployments at once");
    }

    [Fact]
    public async Task Who_may_look_at_some_deployments_is_shown_the_operations_of_those()
    {
        await _rig.SayAsync(Otto, "restart scheduler zodiac-cosmo-1172");
        await _rig.SayAsync(Anna, "restart prometheus");

        (await _rig.SayAsync(Anna, "operations")).ShouldContain("prometheus");
        var seen = await _rig.SayAsync(Otto, "operations");
        seen.ShouldContain("Restarting scheduler of zodiac-cosmo-1172");
        seen.ShouldNotContain("prometheus");
        (await _rig.SayAsync(Lena, "operations")).ShouldNotContain("Restarting");
        (await _rig.SayAsync(Alex, "operations")).ShouldStartWith("This needs the role viewer for operations");
        (await _rig.SayAsync(new("slack", "UEVE", "eve"), "operations")).ShouldStartWith("This needs the role viewer; you have none.");
    }

    [Fact]
    public async Task An_approver_decides_within_the_scope_of_what_was_asked_for()
    {
        await _rig.SayAsync(Otto, Forced);

        (await _rig.SayAsync(Alex, "approve 1"))
            .ShouldStartWith("This needs the role approver for restart; you have it for pods only.");
        (await _rig.SayAsync(Lena, "deny 1"))
            .ShouldStartWith("This needs the role approver for zodiac-cosmo-1172; you have it for lunar-* only.");
        (await LastEntryAsync()).ShouldBe((Lena.Key, AuditAction.Refused));
        (await OperationAsync()).State.ShouldBe(OperationState.AwaitingApproval);

        (await _rig.SayAsync(Anna, "approve 1")).ShouldStartWith("You approved operation 1");
    }

    [Fact]
    public async Task A_role_that_is_withdrawn_while_a_plan_waits_approves_nothing()
    {
        await _rig.SayAsync(Otto, Forced);
        _rig.Change("Access:Grants:1:Role", "Operator");

        (await _rig.SayAsync(Anna, "approve 1")).ShouldStartWith("This needs the role approver; you have operator.");

        _rig.Jobs.Queued.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_role_that_is_withdrawn_after_the_approval_lets_nothing_happen()
    {
        await _rig.SayAsync(Otto, Forced);
        await _rig.SayAsync(Anna, "approve 1");
        _rig.Change("Access:Grants:0:Deployments:0", "lunar-*");

        await _rig.Services.GetRequiredService<OperationRunner>().RunAsync(1, Stop);

        var operation = await OperationAsync();
        operation.State.ShouldBe(OperationState.Failed);
        operation.Failure.ShouldBe("This needs the role operator for zodiac-cosmo-1172; you have it for lunar-* only.");
        _rig.Pods.Deleted.ShouldBeEmpty();
    }

    [Fact]
    public async Task Two_accounts_of_one_person_are_one_of_two_approvers()
    {
        _rig.Change("Access:Grants:2:Commands:0", "*");
        _rig.Change("Approvals:Destructive:Approvers", "2");
        await _rig.SayAsync(Otto, Forced);

        (await _rig.SayAsync(Anna, "approve 1")).ShouldContain("1 of 2 people have agreed.");
        (await _rig.SayAsync(AnnaAtHome, "approve 1")).ShouldStartWith("You approved operation 1 already");
        (await OperationAsync()).ApprovalsGiven.ShouldBe(1);
        _rig.Jobs.Queued.ShouldBeEmpty();

        (await _rig.SayAsync(Alex, "approve 1")).ShouldStartWith("You approved operation 1\n");
        _rig.Jobs.Queued.ShouldBe([1]);
    }

    [Fact]
    public async Task An_approval_of_somebody_who_lost_the_role_since_counts_no_longer_when_the_second_comes()
    {
        _rig.Change("Access:Grants:2:Commands:0", "*");
        _rig.Change("Approvals:Destructive:Approvers", "2");
        await _rig.SayAsync(Otto, Forced);
        await _rig.SayAsync(Anna, "approve 1");
        _rig.Change("Access:Grants:1:Role", "Operator");

        (await _rig.SayAsync(Alex, "approve 1")).ShouldContain("1 of 2 people have agreed.");

        (await OperationAsync()).State.ShouldBe(OperationState.AwaitingApproval);
        _rig.Jobs.Queued.ShouldBeEmpty();
        (await _rig.Database.Audit.LatestAsync(limit: 5, Stop)).ShouldContain(entry => entry.Action == AuditAction.Refused
            && entry.Detail == $"the approval of Anna ({Anna.Key}) counts no longer: the role approver is gone");
        (await _rig.LivingMessageAsync(1)).ShouldContain("Counts no longer (role lost): Anna");

        _rig.Change("Access:Grants:1:Role", "Approver");
        (await _rig.SayAsync(Anna, "approve 1")).ShouldStartWith("You approved operation 1\n", Case.Sensitive, "she may agree anew");
        _rig.Jobs.Queued.ShouldBe([1]);
    }

    [Fact]
    public async Task An_approver_whose_role_is_withdrawn_before_it_runs_is_named_and_nothing_happens()
    {
        await _rig.SayAsync(Otto, Forced);
        await _rig.SayAsync(Anna, "approve 1");
        _rig.Change("Access:Grants:1:Role", "Operator");

        await _rig.Services.GetRequiredService<OperationRunner>().RunAsync(1, Stop);

        var operation = await OperationAsync();
        operation.State.ShouldBe(OperationState.Failed);
        operation.Failure.ShouldNotBeNull().ShouldStartWith("Anna, who approved this");
        _rig.Pods.Deleted.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_approval_given_where_the_role_counts_counts_though_it_was_asked_elsewhere()
    {
        _rig.Change("Access:Grants:1:Channels:0", "C2");
        await _rig.SayAsync(Otto, Forced);
        (await _rig.SayAsync(Anna, "approve 1")).ShouldStartWith("This needs the role approver here");

        (await _rig.SayAsync(Anna, "approve 1", channel: "C2")).ShouldStartWith("You approved operation 1");
        await _rig.Services.GetRequiredService<OperationRunner>().RunAsync(1, Stop);

        _rig.Pods.Deleted.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task How_an_operation_ended_is_told_to_those_who_may_look_at_it()
    {
        await _rig.SayAsync(Otto, Forced);
        await _rig.SayAsync(Otto, "cancel 1");

        (await _rig.SayAsync(Anna, "approve 1")).ShouldContain("has ended");
        (await _rig.SayAsync(Lena, "approve 1")).ShouldStartWith("This needs the role viewer for zodiac-cosmo-1172");
        (await _rig.SayAsync(new("slack", "UEVE", "eve"), "approve 1")).ShouldStartWith("This needs the role viewer; you have none.");
    }

    [Fact]
    public async Task People_go_by_the_name_that_the_settings_give_them()
    {
        await _rig.SayAsync(Otto, Forced);

        (await OperationAsync()).Actor.ShouldBe(Otto with { Name = "Otto" });
        (await _rig.LivingMessageAsync(1)).ShouldContain("asked by Otto");
    }

    private async Task<Operation> OperationAsync() => (await _rig.Database.Operations.FindAsync(1, Stop)).ShouldNotBeNull();

    private async Task<(string Actor, string Action)> LastEntryAsync()
    {
        var entry = (await _rig.Database.Audit.LatestAsync(limit: 1, Stop))[0];
        return (entry.Actor, entry.Action);
    }
}
