using System.Globalization;
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

        return (query.Deployment is null ? InAll(query.Subject, directory, inventory) : InOne(query.Subject, area)) is { } found ? found : problem;
    }

    private static DiagnosisSubject? InOne(SubjectName subject, Area area) =>
        area.FindPod(subject.Value) is { } pod ? new OnePod(pod) : Missing(subject, area);

    private static DiagnosisSubject? InAll(SubjectName subject, DeploymentDirectory directory, IInventory inventory)
    {
        if (directory.Find(new DeploymentName(subject.Value), allowPrefix: true).TryGet(out var whole, out _))
        {
            return new WholeArea(whole);
        }

        return PodSearch.Find(inventory, subject.Value).TryGet(out var pod, out _)
            ? new OnePod(pod)
            : directory.List().Select(area => Missing(subject, area)).FirstOrDefault(found => found is not null);
    }

    /// <summary>A pod that is not there is known by its StatefulSet, which numbers its pods: what keeps it away is to be seen there.</summary>
    private static DiagnosisSubject? Missing(SubjectName subject, Area area)
    {
        var cut = subject.Value.LastIndexOf('-');
        if (cut < 0 || !int.TryParse(subject.Value.AsSpan(cut + 1), NumberStyles.None, CultureInfo.InvariantCulture, out _))
        {
            return null;
        }

        var name = subject.Value[..cut];
        return area.Workloads.FirstOrDefault(each => each.IsStateful && (each.Name == name || each.Name == $"{area.Release}-{name}")) is { } workload
            ? new OneComponent(new AreaComponent(area, new Component(workload.Labels.Component ?? workload.Name), [workload], []))
            : null;
    }

    public sealed record OneComponent(AreaComponent Component) : DiagnosisSubject;

    public sealed record OnePod(Pod Pod) : DiagnosisSubject;

    public sealed record WholeArea(Area Area) : DiagnosisSubject;
}
