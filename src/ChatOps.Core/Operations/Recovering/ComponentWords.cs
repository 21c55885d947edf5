using ChatOps.Commands;

namespace ChatOps.Operations.Recovering;

/// <summary>What it means to people that a component is away, or that its data is lost.</summary>
/// <param name="What">What they miss while it is away, one or two words: "Alerts".</param>
/// <param name="Missing">How they miss it: "silent".</param>
/// <param name="Data">What its volume holds: "metrics".</param>
/// <param name="Loss">What follows from losing that.</param>
internal sealed record ComponentWords(string What, string Missing, string Data, string Loss)
{
    public static ComponentWords Of(Component component) => component.Value switch
    {
        "prometheus" => new(
            "Alerts",
            "silent",
            "metrics",
            "All metrics are lost for good: dashboards begin empty, and alerts that look back over hours are right again only after as long."),
        "alertmanager" => new(
            "Notifications", "not sent", "silences", "All silences are lost, and alerts that were told already are told again."),
        "registry" => new(
            "Images",
            "neither pushed nor pulled",
            "images",
            "All images are lost: each deployment has to be deployed again, and until then a pod that comes to a node without its image can't start."),
        "redis" => new(
            "Tasks",
            "not handed to workers",
            "queued tasks",
            "All queued tasks are lost to the workers; running ones go on. What stays queued in Airflow afterwards has to be cleared there."),
        "elasticsearch" => new(
            "Task logs", "neither kept nor shown", "task logs", "All task logs on it are lost for good."),
        var other => new("Away", other, "data", $"Everything that {other} keeps there is lost for good."),
    };
}
