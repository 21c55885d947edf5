using ChatOps.Approvals;
using ChatOps.Audit;
using ChatOps.Chat;
using ChatOps.Operations;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Desk;

public sealed class ApprovalTests : IAsyncLifetime
{
    private const string Forced = "restart worker zodiac-cosmo-1172 --force";
    private static readonly Actor Otto = new("slack", "UOTTO", "otto");
    private static readonly Actor OttoAtHome = new("console", "otto", "Otto");
    private static readonly Actor Oscar = new("slack", "UOSCAR", "oscar");
    private static readonly Actor Anna = new("slack", "UANNA", "anna");
    private static readonly Actor Ada = new("slack", "UADA", "ada");
    private static readonly Actor AdaInTeams = new("teams", "44444444-4444-4444-8444-444444444444", "Ada");
    private static readonly Actor Alex = new("slack", "UALEX", "alex");

    private readonly DeskRig _rig = new(
        new()
        {
            ["Access:Grants:0:Role"] = "Operator",
            ["Access:Grants:0:To"] = Otto.Key,
            ["Access:Grants:1:Role"] = "Approver",
            ["Access:Grants:1:To"] = Anna.Key,
            ["Access:Grants:2:Role"] = "Approver",
            ["Access:Grants:2:To"] = Alex.Key,
            ["Access:Grants:3:Role"] = "Approver",
            ["Access:Grants:3:To"] = OttoAtHome.Key,
            ["Access:Grants:4:Role"] = "Operator",
            ["Access:Grants:4:To"] = Oscar.Key,
            ["Access:Grants:5:Role"] = "Approver",
            ["Access:Grants:5:To"] = AdaInTeams.Key,
            ["Access:Grants:6:Role"] = "Operator",
            ["Access:Grants:6:To"] = Ada.Key,
            ["Access:People:0:Name"] = "otto",
            ["Access:People:0:Slack:0"] = Otto.Id,
            ["Access:People:0:Console:0"] = OttoAtHome.Id,

            // Known in Teams alone, so that nobody's message in Slack may name her as one who can decide: she may be its asker.
            ["Access:People:1:Name"] = "Ada of Teams",
            ["Access:People:1:Teams:0"] = AdaInTeams.Id,
        });

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _rig.InitializeAsync();

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Fact]
    public async Task Who_asks_for_the_gentle_way_meanwhile_is_told_what_it_waits_for()
    {
        await _rig.SayAsync(Otto, Forced);

        (await _rig.SayAsync(Otto, "restart worker zodiac-cosmo-1172")).ShouldContain(
            "Operation 1 by otto waits for approval since 03:16 UTC, so yours was not started. To have yours instead: cancel 1, then ask again.");
        await _rig.SayAsync(Otto, "cancel 1");
        (await _rig.SayAsync(Otto, "restart worker zodiac-cosmo-1172")).ShouldContain("operation 2");
    }

    [Fact]
    public async Task Help_on_a_command_that_one_may_not_run_names_the_role_and_who_gives_it() =>
        (await _rig.SayAsync(Oscar, "help approve")).ShouldBe(
            "This needs the role approver; you have operator.\nWhoever keeps the bot's settings can grant it (Access:Grants) to slack:UOSCAR.");

    [Fact]
    public async Task Whoever_may_be_the_asker_on_another_chat_platform_does_not_approve()
    {
        await _rig.SayAsync(Ada, Forced);

        (await _rig.SayAsync(AdaInTeams, "approve 1")).ShouldBe(
            "Whether you are ada, who asked from slack, can't be told, and nobody decides on their own request.\n"
            + "Decide from slack, or have your accounts named in the settings (Access:People).");

        (await OperationAsync()).State.ShouldBe(OperationState.AwaitingApproval);
        (await _rig.SayAsync(OttoAtHome, "approve 1")).ShouldStartWith("You approved operation 1", Case.Sensitive, "he is known in Slack, as somebody else");
    }

    [Fact]
    public async Task A_destructive_plan_runs_nothing_before_it_is_approved()
    {
        var answer = await _rig.SayAsync(Otto, Forced);

        answer.ShouldBe(
            """
            Forced restart of worker of zodiac-cosmo-1172 awaits approval: operation 1
            Its message in this conversation has the plan, and the buttons for those who decide.
            """);
        _rig.Jobs.Queued.ShouldBeEmpty();
        (await _rig.LivingMessageAsync(1)).ShouldBe(
            $"""
            Forced restart of worker of zodiac-cosmo-1172 awaits approval
            Pod: worker-0
            Usually takes: up to 2 minutes
            ! 1 pod killed without grace, whatever it is doing; running tasks are lost to Airflow's retries.
            ! A forced delete frees the name without the node's word: if the node still runs the old pod, two pods of one identity may write one volume.
            Nodes: not ready: node-1
            Goes on: everything but worker of zodiac-cosmo-1172
            Way back: none: what a killed pod was at is lost, its successor begins anew
            Objects in astronomer-ee-zodiac-cosmo-1172
            BECOMES            KIND  NAME                        UID
            killed, made anew  Pod   zodiac-cosmo-1172-worker-0  uid-zodiac-cosmo-1172-worker-0
            [ ] Kill worker-0
            [ ] Wait for the new worker-0
            Approval: 0 of 1
            Decide by: 03:31:00 UTC
            ! Lost for good: what the killed pod is doing at that moment. Someone other than otto has to approve, with the role approver.
            [Deny: deny 1]  [Approve: approve 1 --plan {await FingerprintAsync()}]  [Cancel: cancel 1]
            Operation 1, asked by otto at 03:16:00 UTC
            """);
    }

    [Fact]
    public async Task Another_person_with_the_role_lets_it_run()
    {
        await _rig.SayAsync(Otto, Forced);

        var answer = await _rig.SayAsync(Anna, $"approve 1 --plan {await FingerprintAsync()}");

        answer.ShouldBe("You approved operation 1\nKilling and restarting worker of zodiac-cosmo-1172 now.");
        _rig.Jobs.Queued.ShouldBe([1]);
        (await _rig.LivingMessageAsync(1)).ShouldContain("Approved by: anna, 2026-03-01 03:16 UTC");
        var approval = (await _rig.Database.Audit.LatestAsync(limit: 1, Stop))[0];
        (approval.Actor, approval.Action).ShouldBe((Anna.Key, AuditAction.Approved));
    }

    [Fact]
    public async Task Nobody_approves_their_own_request_not_even_from_another_account()
    {
        await _rig.SayAsync(Otto, Forced);

        foreach (var account in new[] { Otto, OttoAtHome })
        {
            (await _rig.SayAsync(account, "approve 1"))
                .ShouldStartWith("You asked for operation 1, so somebody else has to approve it.");
        }

        (await OperationAsync()).State.ShouldBe(OperationState.AwaitingApproval);
        var tried = (await _rig.Database.Audit.LatestAsync(limit: 1, Stop))[0];
        (tried.Action, tried.Detail).ShouldBe(
            (AuditAction.Refused, "approve 1: You asked for operation 1, so somebody else has to approve it."));
    }

    [Fact]
    public async Task An_operator_can_not_approve()
    {
        await _rig.SayAsync(Anna, Forced);

        (await _rig.SayAsync(Oscar, "approve 1")).ShouldStartWith("This needs the role approver; you have operator.");
    }

    [Fact]
    public async Task A_button_of_a_plan_that_has_changed_since_approves_nothing()
    {
        await _rig.SayAsync(Otto, Forced);
        var read = await FingerprintAsync();
        ReplaceWorker("uid-redeployed");

        (await _rig.SayAsync(Anna, $"approve 1 --plan {read}")).ShouldStartWith("Things changed since operation 1 was planned");
        (await _rig.LivingMessageAsync(1)).ShouldContain("! Things changed after it was planned, so earlier approvals are void. The plan before:");
        (await _rig.SayAsync(Anna, $"approve 1 --plan {read}")).ShouldStartWith("The plan of operation 1 changed after that button was made");
        _rig.Jobs.Queued.ShouldBeEmpty();

        (await _rig.SayAsync(Anna, $"approve 1 --plan {await FingerprintAsync()}")).ShouldStartWith("You approved operation 1");
        (await OperationAsync()).PlanJson.ShouldContain("uid-redeployed");
    }

    [Fact]
    public async Task A_typed_approval_that_is_delivered_twice_does_not_approve_the_plan_it_brought_about()
    {
        await _rig.SayAsync(Otto, Forced);
        ReplaceWorker("uid-redeployed");

        (await _rig.SayAsync(Anna, "approve 1", "slack:event:1")).ShouldStartWith("Things changed since operation 1 was planned");
        (await _rig.SayAsync(Anna, "approve 1", "slack:event:1")).ShouldBe(
            "The plan of operation 1 changed, so it matters which one is meant.\n"
            + $"Press Approve under its message, or say: approve 1 --plan {await FingerprintAsync()}");

        (await OperationAsync()).State.ShouldBe(OperationState.AwaitingApproval);
        _rig.Jobs.Queued.ShouldBeEmpty();
        (await _rig.Database.Audit.LatestAsync(limit: 10, Stop)).ShouldContain(
            entry => entry.Actor == Anna.Key && entry.Action == AuditAction.Refused, "whose approval was void is on record");
    }

    [Fact]
    public async Task An_approval_does_not_come_back_to_life_with_a_plan_that_comes_to_the_same_again()
    {
        _rig.Change("Approvals:Destructive:Approvers", "2");
        await _rig.SayAsync(Otto, Forced);
        var first = await FingerprintAsync();
        await _rig.SayAsync(Anna, $"approve 1 --plan {first}");
        ReplaceWorker("uid-redeployed");
        await _rig.SayAsync(Alex, $"approve 1 --plan {first}");
        ReplaceWorker("uid-zodiac-cosmo-1172-worker-0");
        await _rig.SayAsync(Alex, $"approve 1 --plan {await FingerprintAsync()}");
        (await FingerprintAsync()).ShouldBe(first, "the third plan comes to the same as the first");
        (await OperationAsync()).ApprovalsGiven.ShouldBe(0);

        (await _rig.SayAsync(Alex, $"approve 1 --plan {first}")).ShouldContain("1 of 2 people have agreed.");

        (await OperationAsync()).State.ShouldBe(OperationState.AwaitingApproval);
        _rig.Jobs.Queued.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_plan_that_has_become_destructive_is_no_longer_its_asker_s_to_confirm()
    {
        _rig.Change("Approvals:Disruptive:ConfirmByAsker", "true");
        await _rig.SayAsync(Otto, "scale worker lunar-nuclear-3725 2");
        (await OperationAsync()).IsDecidedByAsker.ShouldBeTrue();
        var set = _rig.Inventory.Workloads.Single(workload => workload.Name == "lunar-nuclear-3725-worker");
        _rig.Inventory.With(set with { DropsClaimsWhenScaled = true });
        (await _rig.SayAsync(Otto, $"approve 1 --plan {await FingerprintAsync()}")).ShouldStartWith("Things changed since");

        (await _rig.SayAsync(Otto, $"approve 1 --plan {await FingerprintAsync()}")).ShouldStartWith("You asked for operation 1");

        _rig.Jobs.Queued.ShouldBeEmpty();
        (await _rig.SayAsync(Anna, $"approve 1 --plan {await FingerprintAsync()}")).ShouldStartWith("You approved operation 1");
    }

    [Fact]
    public async Task A_plan_that_would_be_about_something_else_by_now_has_to_be_asked_for_anew()
    {
        // The claim is nobody's: the claim itself is what the operation holds. Then a workload comes up whose it is.
        var pod = _rig.Inventory.Pods.Single(pod => pod.Name == "zodiac-cosmo-1172-redis-0");
        var set = _rig.Inventory.WorkloadOf(pod).ShouldNotBeNull();
        _rig.Inventory.Remove(pod);
        _rig.Inventory.With(set with { ClaimTemplates = [] });
        await _rig.SayAsync(Otto, "volume delete redis-db-zodiac-cosmo-1172-redis-0 zodiac-cosmo-1172");
        var held = (await OperationAsync()).Target;
        _rig.Inventory.With(set);
        _rig.Inventory.With(pod);

        var answer = await _rig.SayAsync(Anna, $"approve 1 --plan {await FingerprintAsync()}");

        answer.ShouldStartWith("Operation 1 has ended");
        var operation = await OperationAsync();
        operation.State.ShouldBe(OperationState.Expired);
        operation.Verdict.ShouldNotBeNull().ShouldContain("ask for it anew");
        operation.Target.ShouldBe(held);
        operation.BusyTarget.ShouldBeNull();
    }

    [Fact]
    public async Task What_looks_like_a_secret_never_reaches_the_trail()
    {
        await _rig.SayAsync(Otto, Forced);
        await _rig.SayAsync(Otto, "approve 1 --plan \"password=hunter2\"");
        await _rig.SayAsync(Anna, "deny 1 --reason \"password=hunter2 is in the log\"");

        var trail = await _rig.Database.Audit.LatestAsync(limit: 50, Stop);
        trail.ShouldContain(entry => entry.Detail.Contains("password=***"));
        trail.ShouldNotContain(entry => entry.Detail.Contains("hunter2"));
    }

    [Fact]
    public async Task A_secret_in_a_reason_gets_into_no_plan_message_or_row()
    {
        await _rig.SayAsync(Otto, $"{Forced} --reason \"its token=hunter2 leaked\"");

        var operation = await OperationAsync();
        operation.Text.ShouldContain("token=***");
        operation.PlanJson.ShouldContain("token=***");
        operation.PlanJson.ShouldNotContain("hunter2");
        (await _rig.LivingMessageAsync(1)).ShouldNotContain("hunter2");
    }

    [Fact]
    public async Task Of_two_who_decide_at_once_one_counts_and_the_other_is_told()
    {
        await _rig.SayAsync(Otto, Forced);

        var answers = await Task.WhenAll(
            Task.Run(() => _rig.SayAsync(Anna, "approve 1"), Stop), Task.Run(() => _rig.SayAsync(Alex, "approve 1"), Stop));

        answers.Count(answer => answer.StartsWith("You approved operation 1")).ShouldBe(1);
        answers.ShouldContain(answer => answer.Contains("already") || answer.Contains("faster"));
        _rig.Jobs.Queued.ShouldBe([1]);
    }

    [Fact]
    public async Task A_denial_ends_it_with_its_reason()
    {
        await _rig.SayAsync(Otto, Forced);

        await _rig.SayAsync(Anna, "deny 1 --reason \"not during the nightly run\"");

        var operation = await OperationAsync();
        operation.State.ShouldBe(OperationState.Denied);
        operation.BusyTarget.ShouldBeNull();
        (await _rig.LivingMessageAsync(1)).ShouldContain("! denied by anna, 2026-03-01 03:16 UTC: not during the nightly run");
        (await _rig.SayAsync(Anna, "approve 1"))
            .ShouldBe("Operation 1 has ended: Forced restart of worker of zodiac-cosmo-1172 was denied.");
    }

    [Fact]
    public async Task A_request_that_nobody_decides_on_is_closed_by_the_clock()
    {
        await _rig.SayAsync(Otto, Forced);
        var clock = _rig.Services.GetRequiredService<ApprovalClock>();
        _rig.Time.Advance(TimeSpan.FromMinutes(15) - TimeSpan.FromSeconds(1));
        await clock.ExpireAsync(Stop);
        (await OperationAsync()).State.ShouldBe(OperationState.AwaitingApproval);

        _rig.Time.Advance(TimeSpan.FromSeconds(1));
        (await _rig.SayAsync(Anna, "approve 1")).ShouldNotStartWith("You approved");
        await clock.ExpireAsync(Stop);

        (await OperationAsync()).State.ShouldBe(OperationState.Expired);
    }

    [Fact]
    public async Task What_waits_for_approval_can_be_cancelled_by_an_operator()
    {
        await _rig.SayAsync(Otto, Forced);

        (await _rig.SayAsync(Otto, "cancel 1")).ShouldStartWith("You stopped operation 1");

        (await OperationAsync()).State.ShouldBe(OperationState.Cancelled);
        (await _rig.SayAsync(Otto, "cancel 1")).ShouldContain("has ended");
    }

    [Fact]
    public async Task An_operation_that_is_not_there_is_not_found()
    {
        (await _rig.SayAsync(Anna, "approve 99")).ShouldBe(
            "There is no operation 99.\nSay operations to see those there are.");
    }

    private async Task<string> FingerprintAsync() => (await OperationAsync()).Fingerprint;

    private async Task<Operation> OperationAsync() =>
        (await _rig.Database.Operations.FindAsync(1, Stop)).ShouldNotBeNull();

    private void ReplaceWorker(string uid)
    {
        var worker = _rig.Inventory.Pods.Single(pod => pod.Name == "zodiac-cosmo-1172-worker-0");
        _rig.Inventory.With(worker with { Uid = uid });
    }
}
