namespace ChatOps.Operations.Volumes.Steps;

/// <summary>Scales a workload to no pods. Taken back, it has the pods again that it had.</summary>
internal sealed class StopWorkloadStep(WorkloadSwitch workload) : IReversibleStep
{
    public string Title => $"Scale {workload.Workload.ShortName} to 0 pods";

    public StepTarget? Target => workload.Workload.Target;

    public TimeSpan Limit => TimeSpan.FromMinutes(2);

    public string ByHand => Kubectl.Scale(workload.Workload.Reference, replicas: 0);

    public string UndoByHand => Kubectl.Scale(workload.Workload.Reference, workload.Workload.Replicas);

    public Task<StepOutcome> RunAsync(CancellationToken cancellationToken) => workload.StopAsync(cancellationToken);

    public Task<StepOutcome> UndoAsync(CancellationToken cancellationToken) => workload.StartAsync(cancellationToken);
}
