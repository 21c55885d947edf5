using ChatOps.Commands;
using ChatOps.Inventory;
using ChatOps.Operations;
using ChatOps.Operations.Limiting;
using ChatOps.Tests.Fakes;
using ChatOps.Tests.Fitting;
using ChatOps.Tests.Operations.Volumes;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Operations.Limiting;

public sealed class QuotaSetTests
{
    private const string Zodiac = "zodiac-cosmo-1172";
    private const string Space = $"astronomer-ee-{Zodiac}";

    private readonly FakeInventory _inventory = RunbookPlatform.Create();
    private readonly FakeQuotas _quotas = new()
    {
        Hard = new() { ["requests.cpu"] = "10", ["limits.memory"] = "16Gi", ["pods"] = "14" },
    };

    public QuotaSetTests()
    {
        _inventory.Nodes = new FitRig()
            .Node("big-1", "\"cpu\":\"10\",\"memory\":\"10Gi\"").Node("big-2", "\"cpu\":\"10\",\"memory\":\"10Gi\"").Inventory.Nodes;
        _inventory.Quotas = [Quota("resource-quota")];
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private QuotaSetCapability Capability => new(
        new DeploymentDirectory(_inventory, Options.Create(new PlatformOptions())), _inventory, _quotas);

    [Fact]
    public void A_plan_shows_before_and_after_the_way_back_and_that_a_deploy_may_overwrite_it()
    {
        var plan = Plan("requests.cpu=12", "limits.memory=+8Gi").Require();

        plan.Risk.ShouldBe(Risk.Destructive);
        plan.Target.ShouldBe($"{Space}/ResourceQuota/{Zodiac}-resource-quota");
        VolumeRig.Read(plan, Capability.Steps(plan)).ShouldBe(
            """
            resource-quota of zodiac-cosmo-1172
            RESOURCE       NOW   THEN  USED
            requests.cpu   10    12    4 ###.....
            limits.memory  16Gi  24Gi  12Gi ####....
            Nodes: one of them has the 2 CPU more free now.
            The next deploy may overwrite it: the platform works quotas out from the deployment's own settings.
            Way back: quota set zodiac-cosmo-1172 requests.cpu=10 limits.memory=16Gi --quota zodiac-cosmo-1172-resource-quota (and --below-used once more than that is used)
            Objects in astronomer-ee-zodiac-cosmo-1172
            BECOMES  KIND           NAME                              UID
            changed  ResourceQuota  zodiac-cosmo-1172-resource-quota  uid-resource-quota
            - Set requests.cpu to 12, limits.memory to 24Gi
            - See it in force
            """);
    }

    [Theory]
    [InlineData("requests.cpu=12", "12")]
    [InlineData("requests.cpu=12500m", "12500m")]
    [InlineData("requests.cpu=+500m", "10500m")]
    [InlineData("requests.cpu=-0.5", "9500m")]
    [InlineData("requests.cpu=1.2e1", "12")]
    [InlineData("limits.memory=20Gi", "20Gi")]
    [InlineData("limits.memory=20480Mi", "20Gi")]
    [InlineData("limits.memory=+512Mi", "16896Mi")]
    [InlineData("limits.memory=20G", "20G")]
    [InlineData("limits.memory=21474836480", "21474836480")]
    [InlineData("pods=+2", "16")]
    public void Amounts_are_read_in_every_notation_of_Kubernetes(string typed, string then) =>
        Plan(typed).Require().Changes.ShouldHaveSingleItem().To.ShouldBe(then);

    [Theory]
    [InlineData("requests.cpu", "\"requests.cpu\" is no amount.")]
    [InlineData("requests.cpu=many", "\"many\" is no amount of requests.cpu.")]
    [InlineData("requests.cpu=+-2", "\"+-2\" is no amount of requests.cpu.")]
    [InlineData("limits.memory=500m", "\"500m\" of limits.memory would be a part of a byte.")]
    [InlineData("pods=1.5", "\"1.5\" of pods would be a part of a piece.")]
    [InlineData("requests.cpu=-11", "requests.cpu is 10 now: it can't be 11 less.")]
    [InlineData("limits.gold=1", "resource-quota of zodiac-cosmo-1172 does not limit limits.gold.")]
    [InlineData("limits.memory=16384Mi", "resource-quota of zodiac-cosmo-1172 allows just that already.")]
    public void What_makes_no_sense_is_said_in_words(string typed, string words) =>
        Plan(typed).Problem.ShouldNotBeNull().Text.ShouldBe(words);

    [Fact]
    public void Less_than_is_used_needs_to_be_meant()
    {
        Plan("requests.cpu=4").Require();
        Plan("requests.cpu=3900m").Problem.ShouldNotBeNull().Text.ShouldBe("4 of requests.cpu is used, and 3900m is less.");

        var plan = Plan(new QuotaSetCommand(new DeploymentName(Zodiac), ["requests.cpu=3900m"], Quota: null, BelowUsed: true)).Require();

        VolumeRig.Read(plan, []).ShouldContain("More requests.cpu is used than may be then. No pod ends by that, but none is made any more");
    }

    [Fact]
    public void What_is_used_may_change_a_little_without_making_another_plan_of_it()
    {
        var plan = Plan("requests.cpu=12").Require();

        _inventory.Quotas = [Quota("resource-quota", cpuUsed: "4100m")];

        var now = Plan("requests.cpu=12").Require();
        now.Changes.ShouldHaveSingleItem().Used.ShouldBe("4100m");
        Lasting(now).ShouldBe(Lasting(plan));
        Lasting(Plan("requests.cpu=13").Require()).ShouldNotBe(Lasting(plan));
    }

    [Fact]
    public void What_the_nodes_have_free_may_change_without_making_another_plan_of_it()
    {
        var plan = Plan("requests.cpu=12").Require();

        _inventory.Nodes = [];

        var now = Plan("requests.cpu=12").Require();
        now.Outlook.ShouldNotBe(plan.Outlook);
        Lasting(now).ShouldBe(Lasting(plan));
    }

    [Fact]
    public void What_was_used_when_it_was_planned_is_kept_with_it()
    {
        var plan = Plan("requests.cpu=12").Require();

        var stored = System.Text.Json.JsonSerializer.Deserialize<QuotaSetPlan>(System.Text.Json.JsonSerializer.Serialize(plan));

        VolumeRig.Read(stored.ShouldNotBeNull(), []).ShouldContain("requests.cpu  10   12    4 ###.....");
    }

    [Theory]
    [InlineData("requests.cpu=12", "zodiac-cosmo-1172 may take more of what all deployments share: requests.cpu 10 -> 12.")]
    [InlineData("requests.cpu=-2", "zodiac-cosmo-1172 may take less than now: requests.cpu 10 -> 8.")]
    [InlineData("requests.cpu=3", "No pod of zodiac-cosmo-1172 is made any more until less requests.cpu is used; one that ends stays away.")]
    public void What_is_at_stake_is_said_where_it_is_approved(string typed, string words) =>
        Plan(new QuotaSetCommand(new DeploymentName(Zodiac), [typed], Quota: null, BelowUsed: true)).Require().AtStake.ShouldBe(words);

    [Theory]
    [InlineData("requests.cpu=+10", "Nodes: one of them has the 10 CPU more free now.")]
    [InlineData("requests.cpu=+15", "Nodes: none has the 15 CPU more free in one piece, all together have")]
    [InlineData("requests.cpu=+21", "Nodes: all together have less than the 21 CPU more free now. Pods would be made, and wait for a node.")]
    public void It_says_whether_a_node_could_even_take_it(string typed, string words) =>
        Plan(typed).Require().Outlook.ShouldHaveSingleItem().ShouldStartWith(words);

    [Fact]
    public void It_says_whether_missing_pods_would_come()
    {
        var worker = _inventory.Workloads.Single(workload => workload.Name == $"{Zodiac}-worker");
        _inventory.With(worker with { Replicas = 3 });
        _inventory.Quotas = [Quota("resource-quota", podsUsed: "14")];

        Plan("pods=+1").Require().Outlook.ShouldBe(["worker would still lack pods: pods of zodiac-cosmo-1172-resource-quota refuses them."]);
        Plan("pods=+2").Require().Outlook.ShouldBe(["worker gets the pods that it lacks, and nodes have room for them."]);
    }

    [Fact]
    public void A_pod_whose_disk_is_out_of_reach_has_no_room_on_nodes()
    {
        _inventory.With(_inventory.Workloads.Single(workload => workload.Name == $"{Zodiac}-worker") with { Replicas = 2, ClaimTemplates = [new("data")] });
        _inventory.LeaveDiskInLostZone(Space, $"data-{Zodiac}-worker-1");
        _inventory.Quotas = [Quota("resource-quota", podsUsed: "14")];

        Plan("pods=+1").Require().Outlook.ShouldBe(
            ["worker gets the pods that it lacks, but no node has room for all of them now: diagnose zodiac-cosmo-1172 says why."]);
    }

    [Fact]
    public void Of_several_quotas_the_one_is_meant_that_limits_it_or_that_is_named()
    {
        _inventory.Quotas = [Quota("resource-quota"), Quota("pool") with { Hard = new Dictionary<string, string> { ["pods"] = "20" } }];

        Plan("requests.cpu=12").Require().Quota.Name.ShouldBe($"{Zodiac}-resource-quota");
        Plan("pods=30").Problem.ShouldNotBeNull().ShouldBe(Problem.Invalid(
            "2 quotas of zodiac-cosmo-1172 limit that: pool, resource-quota.", "Say which, with --quota pool"));
        Plan(new QuotaSetCommand(new DeploymentName(Zodiac), ["pods=30"], "pool", BelowUsed: false)).Require().Quota.Name.ShouldBe($"{Zodiac}-pool");
    }

    [Fact]
    public async Task Setting_twice_sets_once_and_is_pinned_to_the_UID()
    {
        var step = Capability.Steps(Plan("requests.cpu=12").Require())[0];

        (await step.RunAsync(Stop)).ShouldBe(StepOutcome.Done());
        (await step.RunAsync(Stop)).ShouldBe(StepOutcome.Done());

        _quotas.Done.ShouldBe([$"{Zodiac}-resource-quota uid-resource-quota requests.cpu=12"]);
    }

    [Fact]
    public async Task An_amount_that_somebody_else_chose_is_left_alone()
    {
        var step = Capability.Steps(Plan("requests.cpu=12").Require())[0];
        _quotas.Hard!["requests.cpu"] = "11"; // set at the top

        (await step.RunAsync(Stop)).ShouldBeOfType<StepOutcome.Failed>().Problem.Text.ShouldStartWith(
            "Somebody changed zodiac-cosmo-1172-resource-quota meanwhile: 11 of requests.cpu");
        (await ((IReversibleStep)step).UndoAsync(Stop)).ShouldBe(
            StepOutcome.Done("somebody set 11 of requests.cpu meanwhile, which it keeps"));
        _quotas.Hard["requests.cpu"].ShouldBe("11");
    }

    [Fact]
    public async Task Taken_back_it_allows_what_it_did()
    {
        var step = (IReversibleStep)Capability.Steps(Plan("requests.cpu=12").Require())[0];
        await step.RunAsync(Stop);

        (await step.UndoAsync(Stop)).ShouldBe(StepOutcome.Done("it allows 10 of requests.cpu again"));
        _quotas.Hard = null;
        (await step.RunAsync(Stop)).ShouldBeOfType<StepOutcome.Failed>();
    }

    [Fact]
    public async Task It_is_done_when_the_quota_counts_by_it()
    {
        var wait = Capability.Steps(Plan("requests.cpu=12").Require())[1];

        (await wait.RunAsync(Stop)).ShouldBe(StepOutcome.Wait("the quota controller has not taken it over yet"));
        _inventory.Quotas = [Quota("resource-quota", cpu: "12000m")];
        (await wait.RunAsync(Stop)).ShouldBe(StepOutcome.Done("4 of 12000m requests.cpu used"));
    }

    private static Quota Quota(string name, string cpu = "10", string cpuUsed = "4", string podsUsed = "7") => new(
        Space,
        $"{Zodiac}-{name}",
        $"uid-{name}",
        new Dictionary<string, string> { ["requests.cpu"] = cpu, ["limits.memory"] = "16Gi", ["pods"] = "14" },
        new Dictionary<string, string> { ["requests.cpu"] = cpuUsed, ["limits.memory"] = "12Gi", ["pods"] = podsUsed });

    private static string Lasting(QuotaSetPlan plan) =>
        System.Text.Json.JsonSerializer.Serialize((QuotaSetPlan)plan.Timeless);

    private Result<QuotaSetPlan> Plan(params string[] amounts) =>
        Plan(new QuotaSetCommand(new DeploymentName(Zodiac), [.. amounts], Quota: null, BelowUsed: false));

    private Result<QuotaSetPlan> Plan(QuotaSetCommand command) => Capability.Plan(command);
}
