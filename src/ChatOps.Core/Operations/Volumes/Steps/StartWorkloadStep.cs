namespace ChatOps.Operations.Volumes.Steps;

/// <summary>Scales a workload back to the pods it had.</summary>
internal sealed class StartWorkloadStep(WorkloadSwitch workload) : IStep
{
    public string Title =>
        $"Scale {workload.Workload.ShortName} back to {Words.Count(workload.Workload.Replicas, "pod")}";

    public StepTarget? Target => workload.Workload.Target;

    public TimeSpan Limit => TimeSpan.FromMinutes(2);

    public string ByHand => Kubectl.Scale(workload.Workload.Reference, workload.Workload.Replicas);

    public bool Settles(IStep earlier) => earlier is StopWorkloadStep;

    public Task<StepOutcome> RunAsync(CancellationToken cancellationToken) => workload.StartAsync(cancellationToken);
}
