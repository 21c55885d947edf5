using System.Text.Json;
using ChatOps.Simulator.Store;

namespace ChatOps.Simulator.Api.Tables;

/// <summary>Columns of everything that makes pods, and of what protects them.</summary>
internal static class WorkloadColumns
{
    private static readonly Column Containers = Column.Text("Containers", Cells.ContainerNames, wide: true);
    private static readonly Column Images = Column.Text("Images", Cells.ContainerImages, wide: true);
    private static readonly Column Selector =
        Column.Text("Selector", workload => Cells.Selector(workload.Json.At("spec", "selector")), wide: true);

    public static readonly Column[] Deployments =
    [
        Column.ObjectName,
        Column.Text("Ready", workload => $"{Status(workload, "readyReplicas")}/{Wanted(workload)}"),
        Column.Number("Up-to-date", workload => Status(workload, "updatedReplicas")),
        Column.Number("Available", workload => Status(workload, "availableReplicas")),
        Column.Age,
        Containers,
        Images,
        Selector,
    ];

    public static readonly Column[] ReplicaSets =
    [
        Column.ObjectName,
        Column.Number("Desired", Wanted),
        Column.Number("Current", workload => Status(workload, "replicas")),
        Column.Number("Ready", workload => Status(workload, "readyReplicas")),
        Column.Age,
        Containers,
        Images,
        Selector,
    ];

    public static readonly Column[] StatefulSets =
    [
        Column.ObjectName,
        Column.Text("Ready", workload => $"{Status(workload, "readyReplicas")}/{Wanted(workload)}"),
        Column.Age,
        Containers,
        Images,
    ];

    public static readonly Column[] DaemonSets =
    [
        Column.ObjectName,
        Column.Number("Desired", workload => Status(workload, "desiredNumberScheduled")),
        Column.Number("Current", workload => Status(workload, "currentNumberScheduled")),
        Column.Number("Ready", workload => Status(workload, "numberReady")),
        Column.Number("Up-to-date", workload => Status(workload, "updatedNumberScheduled")),
        Column.Number("Available", workload => Status(workload, "numberAvailable")),
        Column.Text("Node Selector", workload => Cells.Labels(workload.Json.At("spec", "template", "spec", "nodeSelector"))),
        Column.Age,
        Containers,
        Images,
        Selector,
    ];

    public static readonly Column[] Jobs =
    [
        Column.ObjectName,
        Column.Text("Status", JobStatus),
        Column.Text("Completions", job => $"{Status(job, "succeeded")}/{job.Json.Number("spec", "completions") ?? 1}"),
        new("Duration", (job, now) => JobDuration(job.Json, now)),
        Column.Age,
        Containers,
        Images,
        Selector,
    ];

    public static readonly Column[] CronJobs =
    [
        Column.ObjectName,
        Column.Text("Schedule", job => job.Json.Text("spec", "schedule") ?? ""),
        Column.Text("Timezone", job => Cells.OrNone(job.Json.Text("spec", "timeZone"))),
        Column.Text("Suspend", job => job.Json.At("spec", "suspend").ValueKind == JsonValueKind.True ? "True" : "False"),
        Column.Number("Active", job => job.Json.Items("status", "active").Count()),
        new("Last Schedule", (job, now) => job.Json.Text("status", "lastScheduleTime") is { } last ? Durations.Since(last, now) : Cells.None),
        Column.Age,
    ];

    public static readonly Column[] DisruptionBudgets =
    [
        Column.ObjectName,
        Column.Text("Min Available", budget => Share(budget, "minAvailable")),
        Column.Text("Max Unavailable", budget => Share(budget, "maxUnavailable")),
        Column.Number("Allowed Disruptions", budget => Status(budget, "disruptionsAllowed")),
        Column.Age,
    ];

    private static long Status(StoredObject workload, string field) => workload.Json.Number("status", field) ?? 0;

    private static long Wanted(StoredObject workload) => workload.Json.Number("spec", "replicas") ?? 1;

    private static string Share(StoredObject budget, string field) => budget.Json.At("spec", field) switch
    {
        { ValueKind: JsonValueKind.Number or JsonValueKind.String } share => share.ToString(),
        _ => "N/A",
    };

    private static string JobStatus(StoredObject job)
    {
        var conditions = job.Json.Items("status", "conditions").Where(condition => condition.Text("status") == "True");
        var finished = conditions.Select(condition => condition.Text("type")).FirstOrDefault(type => type is "Complete" or "Failed" or "Suspended");
        return finished ?? (job.IsTerminating ? "Terminating" : "Running");
    }

    private static string JobDuration(JsonElement job, DateTimeOffset now) =>
        Timestamps.Read(job.Text("status", "startTime")) is { } started
            ? Durations.Write((Timestamps.Read(job.Text("status", "completionTime")) ?? now) - started)
            : "";
}
