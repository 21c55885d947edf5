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
        if (query.Subject is not { } subject)
        {
            return new Everything();
        }

        // So buttons call pods, and nothing else is called so.
        if (query.Deployment is null && subject.Value.Contains('/') && PodSearch.Find(inventory, subject.Value).TryGet(out var called, out _))
        {
            return new OnePod(called);
        }

        if (!directory.Find(query.Deployment ?? DeploymentName.Platform, allowPrefix: true).TryGet(out var area, out var problem))
        {
            return problem;
        }

        if (area.Find(new Component(subject.Value)).TryGet(out var component, out problem))
        {
            return new OneComponent(component);
        }

        return (query.Deployment is null ? InAll(subject, directory, inventory) : InOne(subject, area)) is { } found ? found : problem;
    }

    private static DiagnosisSubject? InOne(SubjectName subject, Area area) =>
        area.FindPod(subject.Value) is { } pod
            ? new OnePod(pod)
            : Missing(subject.Value, area) ?? Missing($"{area.Release}-{subject}", area);

    private static DiagnosisSubject? InAll(SubjectName subject, DeploymentDirectory directory, IInventory inventory)
    {
        if (directory.Find(new DeploymentName(subject.Value), allowPrefix: true).TryGet(out var whole, out _))
        {
            return new WholeArea(whole);
        }

        return PodSearch.Find(inventory, subject.Value).TryGet(out var pod, out _)
            ? new OnePod(pod)
            : directory.List().Select(area => Missing(subject.Value, area)).FirstOrDefault(found => found is not null);
    }

    /// <summary>A pod that is not there is known by its StatefulSet, which numbers its pods: what keeps it away is to be seen there.</summary>
    private static DiagnosisSubject? Missing(string pod, Area area)
    {
        var cut = pod.LastIndexOf('-');
        if (cut < 0 || !int.TryParse(pod.AsSpan(cut + 1), NumberStyles.None, CultureInfo.InvariantCulture, out _))
        {
            return null;
        }

        return area.Workloads.FirstOrDefault(each => each.IsStateful && each.Name == pod[..cut]) is { } workload
            ? new OneComponent(new AreaComponent(area, new Component(workload.Labels.Component ?? workload.Name), [workload], []))
            : null;
    }

    public sealed record Everything : DiagnosisSubject;

    public sealed record OneComponent(AreaComponent Component) : DiagnosisSubject;

    public sealed record OnePod(Pod Pod) : DiagnosisSubject;

    public sealed record WholeArea(Area Area) : DiagnosisSubject;
}
