using System.Collections.Immutable;
using ChatOps.Chat;
using ChatOps.Commands;
using ChatOps.Diagnosing;
using ChatOps.Inventory;
using ChatOps.Inventory.Placement;
using ChatOps.Operations;
using ChatOps.Operations.Recovering;
using ChatOps.Operations.Recovering.Steps;
using ChatOps.Operations.Volumes;
using ChatOps.Operations.Volumes.Steps;
using ChatOps.Tests.Fakes;
using Microsoft.Extensions.Time.Testing;

namespace ChatOps.Tests.Operations.Recovering;

/// <summary>Recoveries over an inventory, a diagnosis and effects that the test holds.</summary>
internal sealed class RecoveryRig : IDiagnostician, IPodPages, IPastOperations
{
    public const string Prefix = "solitary-lightningbug";
    public const string Prometheus = $"{Prefix}-prometheus";
    public const long Gi = 1L << 30;

    public FakeInventory Inventory { get; } = RunbookVolumes.Create();

    public FakeStorageEffects Effects { get; } = new();

    public FakePods Pods { get; } = new();

    public FakePodTemplates Templates { get; } = new();

    public FakeTimeProvider Time { get; } = new(FakeInventory.Now);

    public RecoveryOptions Options { get; } = new();

    public Diagnosis Diagnosis { get; set; } = Found(Cause.OutOfMemory, "killed for want of memory");

    /// <summary>What a pod answers when asked whether it is ready; null for nothing.</summary>
    public PodPage? Page { get; set; } = new(200, "Prometheus is Ready.");

    /// <summary>Thrown instead, if set.</summary>
    public Exception? PageTrouble { get; set; }

    public List<string> Asked { get; } = [];

    public Pod Pod => Inventory.FindPod(FakeInventory.PlatformNamespace, $"{Prometheus}-0")
        ?? throw new InvalidOperationException("Prometheus has no pod.");

    public Workload Set => Inventory.Workloads.Single(workload => workload.Name == Prometheus);

    public RecoverCapability Capability
    {
        get
        {
            var platform = Microsoft.Extensions.Options.Options.Create(new PlatformOptions());
            var options = Microsoft.Extensions.Options.Options.Create(Options);
            var deployments = new DeploymentDirectory(Inventory, platform);
            var volumes = new VolumeSteps(
                Inventory, Effects, Effects, Effects, Effects, Pods, Microsoft.Extensions.Options.Options.Create(new VolumeOptions()), Time);
            return new RecoverCapability(
                deployments,
                new ClaimDirectory(Inventory, deployments, platform),
                Inventory,
                this,
                Templates,
                new MemoryPlanner(Inventory, options),
                new LastWell(this, options),
                new RecoverySteps(volumes, Inventory, Pods, Templates, this, this, options, Time),
                options,
                Time);
        }
    }

    public RecoveryRig()
    {
        Inventory.Nodes = [Node("node-1", 32), Node("node-2", 32)];
        Inventory.With(Set with { Demand = Demand });
    }

    /// <summary>What each pod of the set asks for, as the template has it.</summary>
    private static PodDemand Demand { get; } = PodDemand.None with
    {
        Resources = new PodResources(
            [Container("configmap-reloader", 100, Gi / 8, Gi / 8), Container("prometheus", 1000, 2 * Gi, 4 * Gi)],
            ResourceAmounts.None,
            ResourceAmounts.None,
            ResourceAmounts.None),
    };

    public static Diagnosis Found(Cause cause, string summary, params ImmutableList<string> evidence) =>
        new(cause, summary, evidence, Pod: null, "prometheus", Fill: null);

    public static Node Node(string name, long gigabytes) => new(
        name,
        $"uid-{name}",
        IsReady: true,
        IsSchedulable: true,
        Amounts(16_000, gigabytes * Gi).Or(ResourceAmounts.Of(new ResourceAmount(ResourceNames.Pods, 110))),
        FakeInventory.Now);

    /// <param name="cpu">Thousandths of a core.</param>
    public static ResourceAmounts Amounts(long cpu, long memory) => ResourceAmounts.Of(
        new ResourceAmount(ResourceNames.Cpu, cpu), new ResourceAmount(ResourceNames.Memory, memory));

    private static ContainerResources Container(string name, long cpu, long memory, long limit) =>
        new(name, ContainerRole.Main, Amounts(cpu, memory), ResourceAmounts.Of(new ResourceAmount(ResourceNames.Memory, limit)));

    /// <summary>The last recovery of whatever is asked about.</summary>
    public Operation? Former { get; set; }

    public Task<Operation?> LatestAsync(string capability, string target, CancellationToken cancellationToken) =>
        Task.FromResult(Former?.Capability == capability && Former.Target == target ? Former : null);

    public Task<Diagnosis> ExamineAsync(Workload workload, CancellationToken cancellationToken) => Task.FromResult(Diagnosis);

    public Task<PodPage?> GetAsync(PodKey pod, int port, string path, CancellationToken cancellationToken)
    {
        Asked.Add($"{pod.Name}:{port}{path}");
        return PageTrouble is null ? Task.FromResult(Page) : throw PageTrouble;
    }

    public Task<Result<RecoverPlan>> PlanAsync(Rung? from = null, string component = "prometheus", string? deployment = null) =>
        Capability.PlanAsync(
            new RecoverCommand(new Component(component), deployment is null ? null : new DeploymentName(deployment), from),
            CancellationToken.None);

    /// <summary>What people read of a plan, and its steps below.</summary>
    public string Read(RecoverPlan plan) => string.Join(
        '\n',
        [plan.Describe(Message.Titled(plan.Subject)).ToPlainText(), .. Capability.Steps(plan).Select(step => $"- {step.Title}")]);

    /// <summary>Makes the pod anew, as its controller does.</summary>
    public Pod MakeAnew(string uid = "uid-new", Func<Pod, Pod>? change = null)
    {
        var made = Pod with { Uid = uid, CreatedAt = Time.GetUtcNow(), ReadySince = Time.GetUtcNow(), Restarts = 0, LastRestart = null };
        Inventory.With(change is null ? made : change(made));
        return Pod;
    }

    public void Scale(int replicas)
    {
        Inventory.With(Set with { Replicas = replicas });
        Effects.Replicas = replicas;
    }
}
