using System.Text.Json.Nodes;
using ChatOps.Simulator.Store;

namespace ChatOps.Simulator.Controllers;

/// <summary>Sums up a rollout in the Deployment's status and conditions.</summary>
internal sealed class DeploymentStatus(Rollout rollout, DateTimeOffset now)
{
    private const long DefaultDeadlineSeconds = 600;

    private long Total => rollout.All.Sum(set => set.Pods);

    private long Updated => rollout.New?.Pods ?? 0;

    private long Available => rollout.All.Sum(set => set.Available);

    private bool IsComplete =>
        Updated == rollout.Replicas && Total == rollout.Replicas && Available >= rollout.Replicas;

    /// <summary>When an unfinished rollout counts as stuck; null when it is finished, paused or already stuck.</summary>
    public TimeSpan? DeadlineIn { get; private set; }

    public void Write(JsonObject deployment)
    {
        var before = (JsonObject?)deployment["status"]?.DeepClone() ?? [];
        var status = deployment.Child("status");
        status["observedGeneration"] = deployment.Number("metadata", "generation") ?? 1;
        status.SetCount("replicas", Total);
        status.SetCount("updatedReplicas", Updated);
        status.SetCount("readyReplicas", rollout.All.Sum(set => set.Ready));
        status.SetCount("availableReplicas", Available);
        status.SetCount("unavailableReplicas", Math.Max(0, Math.Max(Total, rollout.Replicas) - Available));
        WriteAvailable(status);
        WriteProgressing(status, before);
        WriteFailure(status);
    }

    private void WriteAvailable(JsonObject status)
    {
        if (Available >= rollout.Replicas - rollout.MaxUnavailable)
        {
            status.SetCondition(
                "Available", value: true, now, "MinimumReplicasAvailable", "Deployment has minimum availability.");
        }
        else
        {
            status.SetCondition(
                "Available", value: false, now, "MinimumReplicasUnavailable", "Deployment does not have minimum availability.");
        }
    }

    private void WriteProgressing(JsonObject status, JsonObject before)
    {
        if (rollout.Paused || rollout.New is not { } newest)
        {
            return;
        }

        var condition = before.FindCondition("Progressing");
        var reason = condition?.Text("reason");
        if (IsComplete)
        {
            Progress(status, value: true, "NewReplicaSetAvailable", $"ReplicaSet \"{newest.Name}\" has successfully progressed.");
        }
        else if (condition is null || reason == "NewReplicaSetAvailable" || HasMoved(status, before))
        {
            Progress(status, value: true, "ReplicaSetUpdated", $"ReplicaSet \"{newest.Name}\" is progressing.");
            status.FindCondition("Progressing")!["lastUpdateTime"] = Timestamps.Write(now);
            DeadlineIn = Deadline;
        }
        else if (reason != "ProgressDeadlineExceeded")
        {
            WriteStuckAfterDeadline(status, condition, newest);
        }
    }

    private void WriteStuckAfterDeadline(JsonObject status, JsonObject condition, RolloutSet newest)
    {
        var since = Timestamps.Read(condition.Text("lastUpdateTime")) ?? now;
        DeadlineIn = since + Deadline - now;
        if (DeadlineIn <= TimeSpan.Zero)
        {
            DeadlineIn = null;
            Progress(
                status, value: false, "ProgressDeadlineExceeded", $"ReplicaSet \"{newest.Name}\" has timed out progressing.");
        }
    }

    private TimeSpan Deadline =>
        TimeSpan.FromSeconds(rollout.Deployment.Json.Number("spec", "progressDeadlineSeconds") ?? DefaultDeadlineSeconds);

    private static bool HasMoved(JsonObject status, JsonObject before)
    {
        return Count(status, "updatedReplicas") > Count(before, "updatedReplicas")
            || Count(status, "readyReplicas") > Count(before, "readyReplicas")
            || Count(status, "availableReplicas") > Count(before, "availableReplicas")
            || Outdated(status) < Outdated(before);

        static long Count(JsonObject json, string name) => json.Number(name) ?? 0;
        static long Outdated(JsonObject json) => Count(json, "replicas") - Count(json, "updatedReplicas");
    }

    private void WriteFailure(JsonObject status)
    {
        var failing = rollout.All.Select(set => set.Stored.Condition("ReplicaFailure")).FirstOrDefault(each => each is not null);
        if (failing is { } failure)
        {
            status.SetCondition("ReplicaFailure", value: true, now, failure.Text("reason"), failure.Text("message"));
        }
        else
        {
            status.RemoveCondition("ReplicaFailure");
        }
    }

    private void Progress(JsonObject status, bool value, string reason, string message)
    {
        status.SetCondition("Progressing", value, now, reason, message);
        status.FindCondition("Progressing")!.Default("lastUpdateTime", Timestamps.Write(now));
    }
}
