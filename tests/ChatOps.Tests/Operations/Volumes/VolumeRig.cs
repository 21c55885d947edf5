using ChatOps.Chat;
using ChatOps.Commands;
using ChatOps.Inventory;
using ChatOps.Operations;
using ChatOps.Operations.Volumes;
using ChatOps.Operations.Volumes.Steps;
using ChatOps.Tests.Fakes;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace ChatOps.Tests.Operations.Volumes;

/// <summary>Both volume operations over an inventory and effects that the test holds.</summary>
internal sealed class VolumeRig
{
    public FakeInventory Inventory { get; } = RunbookVolumes.Create();

    public FakeStorageEffects Effects { get; } = new();

    public FakePods Pods { get; } = new();

    public FakeTimeProvider Time { get; } = new(FakeInventory.Now);

    public VolumeDeleteCapability Delete => new(Directory, Inventory, Effects, Steps);

    public VolumeUndeleteCapability Undelete => new(Directory, Inventory, Steps);

    private VolumeSteps Steps => new(
        Inventory, Effects, Effects, Effects, Effects, Pods, Options.Create(new VolumeOptions()), Time);

    private ClaimDirectory Directory
    {
        get
        {
            var options = Options.Create(new PlatformOptions());
            return new ClaimDirectory(Inventory, new DeploymentDirectory(Inventory, options), options);
        }
    }

    public Result<VolumeDeletePlan> PlanDelete(
        string claim, string? deployment = null, bool keepDisk = false, bool snapshot = false) =>
        // The fakes answer at once.
        Delete.PlanAsync(new VolumeDeleteCommand(claim, NameOf(deployment), keepDisk, snapshot), CancellationToken.None).GetAwaiter().GetResult();

    public Result<VolumeUndeletePlan> PlanUndelete(
        string claim, string? deployment = null, string? disk = null, bool keepDisk = false) =>
        Undelete.Plan(new VolumeUndeleteCommand(claim, NameOf(deployment), disk, keepDisk));

    /// <summary>What an approver reads, and the steps below it.</summary>
    public static string Read(IPlan plan, IReadOnlyList<IStep> steps) => string.Join(
        '\n',
        [plan.Foretell(plan.Describe(Message.Titled(plan.Subject))).ToPlainText(), .. steps.Select(step => $"- {step.Title}")]);

    /// <summary>Makes a disk of the runbook one that was kept.</summary>
    public Volume Release(string claim, string name = "pvc-kept")
    {
        var was = Inventory.Claims.Single(candidate => candidate.Name == claim);
        var kept = new Volume(
            name, $"uid-{name}", "Released", was.Capacity, "Retain", was.StorageClass, was.Namespace, was.Name,
            "uid-of-the-claim-before", FakeInventory.Now - TimeSpan.FromDays(60), DeletionRequested: null);
        Inventory.Volumes = [.. Inventory.Volumes, kept];
        return kept;
    }

    private static DeploymentName? NameOf(string? deployment) =>
        deployment is null ? null : new DeploymentName(deployment);
}
