using ChatOps.Commands;
using ChatOps.Inventory;
using ChatOps.Queries;

namespace ChatOps.Diagnosing;

/// <summary>What somebody wants to be looked at.</summary>
internal abstract record DiagnosisSubject
{
    private DiagnosisSubject()
    {
    }

    /// <summary>
    /// With a deployment the first word is its component or its pod. Alone it is, in this order, a component of the platform, a
    /// deployment, or a pod of anything.
    /// </summary>
    public static Result<DiagnosisSubject> Find(DiagnoseQuery query, DeploymentDirectory directory, IInventory inventory)
    {
        // So buttons call pods, and nothing else is called so.
        if (query.Deployment is null && query.Subject.Value.Contains('/') && PodSearch.Find(inventory, query.Subject.Value).TryGet(out var called, out _))
        {
            return new OnePod(called);
        }

        if (!directory.Find(query.Deployment ?? DeploymentName.Platform, allowPrefix: true).TryGet(out var area, out var problem))
        {
            return problem;
        }

        if (area.Find(new Component(query.Subject.Value)).TryGet(out var component, out problem))
        {
            return new OneComponent(component);
        }

        return (query.Deployment is null ? InAll(query.Subject, directory, inventory) : OnePod.Of(area.FindPod(query.Subject.Value)))
            is { } found ? found : problem;
    }

    private static DiagnosisSubject? InAll(SubjectName subject, DeploymentDirectory directory, IInventory inventory)
    {
        if (directory.Find(new DeploymentName(subject.Value), allowPrefix: true).TryGet(out var whole, out _))
        {
            return new WholeArea(whole);
        }

        return PodSearch.Find(inventory, subject.Value).TryGet(out var pod, out _) ? new OnePod(pod) : null;
    }

    public sealed record OneComponent(AreaComponent Component) : DiagnosisSubject;

    public sealed record OnePod(Pod Pod) : DiagnosisSubject
    {
        public static OnePod? Of(Pod? pod) => pod is null ? null : new(pod);
    }

    public sealed record WholeArea(Area Area) : DiagnosisSubject;
}
