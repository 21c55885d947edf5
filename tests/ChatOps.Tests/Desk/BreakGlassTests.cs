using ChatOps.Approvals;
using ChatOps.Audit;
using ChatOps.Chat;
using ChatOps.Desk;
using ChatOps.Operations;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Desk;

/// <summary>Going on without approval: the countdown, what stops it, and the review.</summary>
public sealed class BreakGlassTests : IAsyncLifetime
{
    private const string Forced = "restart worker zodiac-cosmo-1172 --force";
    private const string Alone = "break-glass 1 --reason \"nobody else is awake\"";
    private static readonly TimeSpan Countdown = TimeSpan.FromMinutes(5);
    private static readonly Actor Otto = new("slack", "UOTTO", "otto");
    private static readonly Actor OttoAtHome = new("console", "otto", "Otto");
    private static readonly Actor Anna = new("slack", "UANNA", "anna");

    private readonly DeskRig _rig = new(Settings());

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _rig.InitializeAsync();

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Fact]
    public async Task It_is_off_unless_settings_say_otherwise()
    {
        await using var rig = new DeskRig(Settings(isEnabled: null));
        await rig.InitializeAsync();
        await rig.SayAsync(Otto, Forced);

        (await rig.LivingMessageAsync(1)).ShouldNotContain("break-glass");
        (await rig.SayAsync(Otto, Alone)).ShouldStartWith("Going on without approval is switched off here");
    }

    [Fact]
    public async Task Everybody_sees_the_countdown_and_can_still_decide()
    {
        await _rig.SayAsync(Otto, Forced);
        (await _rig.LivingMessageAsync(1)).ShouldContain("[Go on alone: break-glass 1 --reason \"...\"]");

        (await _rig.SayAsync(Otto, Alone)).ShouldStartWith("Operation 1 goes on without approval in 5 minutes");

        await PassAsync(TimeSpan.FromSeconds(20));
        var message = await _rig.LivingMessageAsync(1);
        message.ShouldStartWith("Forced restart of worker of zodiac-cosmo-1172 goes on without approval at 03:21:00 UTC, in 4 minutes, 40 seconds\n");
        message.ShouldContain("Goes on alone: 03:21:00 UTC, unless somebody decides before");
        message.ShouldContain("! otto goes on without approval: nobody else is awake");
        message.ShouldContain($"[Deny: deny 1]  [Approve: approve 1 --plan {(await OperationAsync()).Fingerprint}]  [Cancel: cancel 1]");
        (await _rig.SayAsync(Otto, Alone)).ShouldStartWith("Operation 1 counts down already");
    }

    [Fact]
    public async Task The_message_is_told_anew_at_each_mark_of_the_countdown_and_not_in_between()
    {
        await StartAsync();
        var told = new List<TimeSpan>();
        var version = (await OperationAsync()).Version;

        for (var left = Countdown - TimeSpan.FromSeconds(1); left > TimeSpan.Zero; left -= TimeSpan.FromSeconds(1))
        {
            await PassAsync(TimeSpan.FromSeconds(1));
            if ((await OperationAsync()).Version > version)
            {
                told.Add(left);
                version = (await OperationAsync()).Version;
            }
        }

        told.Select(Words.Of).ShouldBe(["4 minutes", "3 minutes", "2 minutes", "1 minute", "30 seconds", "10 seconds"]);
    }

    [Fact]
    public async Task At_the_end_it_runs_and_stays_open_until_somebody_else_signs_it_off()
    {
        await StartAsync();

        await PassAsync(Countdown - TimeSpan.FromSeconds(1));
        _rig.Jobs.Queued.ShouldBeEmpty();
        await PassAsync(TimeSpan.FromSeconds(1));

        _rig.Jobs.Queued.ShouldBe([1]);
        (await OperationAsync()).State.ShouldBe(OperationState.Approved);
        var broken = (await _rig.Database.Audit.LatestAsync(limit: 1, Stop))[0];
        (broken.Action, broken.OperationId).ShouldBe((AuditAction.GlassBroken, 1));
        broken.Detail.ShouldContain("asked by slack:UOTTO, approved by nobody: nobody else is awake");
        (await _rig.SayAsync(Anna, "sign-off 1")).ShouldStartWith("Operation 1 has not ended yet.");
        await SucceedAsync();
        (await _rig.LivingMessageAsync(1)).ShouldContain(
            "! Nobody else approved this: otto went on alone, 2026-03-01 03:21 UTC: nobody else is awake");
        (await _rig.LivingMessageAsync(1)).ShouldContain("[Sign off: sign-off 1]");
        (await _rig.SayAsync(Otto, "operations --review")).ShouldBe(
            """
            1 operation ran without approval and must be looked at
            #  WHAT                                                                BY    WHY
            1  Killed and restarted worker of zodiac-cosmo-1172 in under a second  otto  nobody else is awake
            Somebody else than the asker closes each: sign-off 1 --note "..."
            """);

        foreach (var account in new[] { Otto, OttoAtHome })
        {
            (await _rig.SayAsync(account, "sign-off 1")).ShouldStartWith("You asked for operation 1, so somebody else has to sign it off.");
        }

        (await _rig.SayAsync(Anna, "sign-off 1 --note \"was right\"")).ShouldStartWith("You signed off operation 1");
        (await _rig.LivingMessageAsync(1)).ShouldContain("Signed off by: anna, 2026-03-01 03:21 UTC: was right");
        (await _rig.SayAsync(Anna, "sign-off 1")).ShouldStartWith("Operation 1 was signed off already");
        (await _rig.SayAsync(Otto, "operations --review")).ShouldBe("Nothing that ran without approval waits for a review");
    }

    [Fact]
    public async Task Only_the_asker_goes_on_alone_and_only_with_a_reason()
    {
        await _rig.SayAsync(Otto, Forced);

        (await _rig.SayAsync(Anna, Alone)).ShouldStartWith("Only otto, who asked for operation 1, can go on without approval.");
        (await _rig.SayAsync(Otto, "break-glass 1")).ShouldContain("--reason");
        (await OperationAsync()).IsCountingDown.ShouldBeFalse();
        (await _rig.SayAsync(OttoAtHome, Alone)).ShouldStartWith("Operation 1 goes on without approval in");
    }

    [Theory]
    [InlineData("deny 1", OperationState.Denied)]
    [InlineData("cancel 1", OperationState.Cancelled)]
    [InlineData("approve 1", OperationState.Approved)]
    public async Task Others_decide_during_the_countdown(string decision, OperationState state)
    {
        await StartAsync();
        await PassAsync(TimeSpan.FromMinutes(4));

        await _rig.SayAsync(Anna, decision);
        await PassAsync(TimeSpan.FromMinutes(2));

        var operation = await OperationAsync();
        operation.State.ShouldBe(state);
        operation.AwaitsSignOff.ShouldBeFalse();
        _rig.Jobs.Queued.Count.ShouldBe(state is OperationState.Denied ? 0 : 1);
    }

    [Fact]
    public async Task A_plan_that_changed_during_the_countdown_is_shown_anew_and_nothing_runs()
    {
        await StartAsync();
        var worker = _rig.Inventory.Pods.Single(pod => pod.Name == "zodiac-cosmo-1172-worker-0");
        _rig.Inventory.With(worker with { Uid = "uid-redeployed" });

        await PassAsync(Countdown);
        await PassAsync(Countdown);

        _rig.Jobs.Queued.ShouldBeEmpty();
        (await OperationAsync()).State.ShouldBe(OperationState.AwaitingApproval);
        var message = await _rig.LivingMessageAsync(1);
        message.ShouldContain("! Not gone on without approval: Things changed during the countdown.");
        message.ShouldContain("Things changed after it was planned, so earlier approvals are void.");
        (await _rig.SayAsync(Otto, Alone)).ShouldStartWith("Operation 1 goes on without approval in");
    }

    [Fact]
    public async Task A_cluster_out_of_reach_is_waited_for_until_the_request_expires()
    {
        await StartAsync();
        _rig.Inventory.Health = _rig.Inventory.Health with { StaleSince = _rig.Time.GetUtcNow() };
        await PassAsync(Countdown);
        _rig.Jobs.Queued.ShouldBeEmpty();

        _rig.Inventory.Health = _rig.Inventory.Health with { StaleSince = null };
        await PassAsync(GlassBreaker.Pause);
        _rig.Jobs.Queued.ShouldBe([1]);
    }

    [Fact]
    public async Task A_countdown_that_can_not_end_is_given_up_by_the_clock()
    {
        await StartAsync();
        _rig.Inventory.Health = _rig.Inventory.Health with { StaleSince = _rig.Time.GetUtcNow() };
        await PassAsync(Countdown + TimeSpan.FromMinutes(15));

        (await OperationAsync()).State.ShouldBe(OperationState.Expired);
    }

    [Fact]
    public async Task Two_hosts_that_see_the_end_at_once_let_it_run_once()
    {
        await StartAsync();
        _rig.Time.Advance(Countdown);
        var glass = _rig.Services.GetRequiredService<GlassBreaker>();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => glass.CountDownAsync(Stop), Stop)));

        _rig.Jobs.Queued.ShouldBe([1]);
        (await _rig.Database.Audit.LatestAsync(limit: 50, Stop)).Count(entry => entry.Action == AuditAction.GlassBroken).ShouldBe(1);
    }

    [Fact]
    public async Task What_was_approved_is_not_signed_off()
    {
        await _rig.SayAsync(Otto, Forced);
        await _rig.SayAsync(Anna, "approve 1");

        (await _rig.SayAsync(Anna, "sign-off 1")).ShouldBe(
            "Operation 1 did not run without approval, so there is nothing to sign off.");
        (await _rig.SayAsync(Otto, Alone)).ShouldStartWith("Operation 1 does not wait for approval");
    }

    private static Dictionary<string, string?> Settings(string? isEnabled = "true") => new()
    {
        ["Approvals:BreakGlass:Enabled"] = isEnabled,
        ["Access:Grants:0:Role"] = "Operator",
        ["Access:Grants:0:To"] = Otto.Key,
        ["Access:Grants:1:Role"] = "Approver",
        ["Access:Grants:1:To"] = Anna.Key,
        ["Access:Grants:2:Role"] = "Approver",
        ["Access:Grants:2:To"] = OttoAtHome.Key,
        ["Access:People:0:Name"] = "otto",
        ["Access:People:0:Slack:0"] = Otto.Id,
        ["Access:People:0:Console:0"] = OttoAtHome.Id,
    };

    private async Task StartAsync()
    {
        await _rig.SayAsync(Otto, Forced);
        await _rig.SayAsync(Otto, Alone);
    }

    /// <summary>Lets time pass, and the clock look at what is due.</summary>
    private async Task PassAsync(TimeSpan span)
    {
        _rig.Time.Advance(span);
        await _rig.Services.GetRequiredService<GlassBreaker>().CountDownAsync(Stop);
        await _rig.Services.GetRequiredService<ApprovalClock>().ExpireAsync(Stop);
    }

    private Task SucceedAsync() => _rig.Database.Operations.ChangeAsync(
        1,
        operation =>
        {
            var now = _rig.Time.GetUtcNow();
            operation.TryTake(new Worker("w", "1"), now, TimeSpan.FromMinutes(1));
            while (operation.CurrentStep is not null)
            {
                operation.BeginStep(now, TimeSpan.FromMinutes(1));
                operation.CompleteStep(note: null, now);
            }

            operation.Succeed(now);
            return true;
        },
        Stop);

    private async Task<Operation> OperationAsync() => (await _rig.Database.Operations.FindAsync(1, Stop)).ShouldNotBeNull();
}
