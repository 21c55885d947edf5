namespace ChatOps.Inventory;

/// <summary>Whether a pod is as it should be.</summary>
public static class PodHealth
{
    /// <summary>
    /// Running with all containers ready, finished well, or ending within its grace. A pod that is still starting is not
    /// well yet.
    /// </summary>
    public static bool IsWell(this Pod pod, DateTimeOffset now)
    {
        if (pod.IsTerminating)
        {
            return !pod.IsOverdue(now);
        }

        return pod.Phase is "Succeeded"
            || (pod.Phase is "Running" && pod.IsReady && pod.ReadyContainers == pod.Containers);
    }

    /// <summary>It takes longer to end than it may.</summary>
    public static bool IsOverdue(this Pod pod, DateTimeOffset now) => pod.DeletionRequested + pod.Grace < now;

    /// <summary>Why a pod that is not well isn't: the status word and what is known beyond it.</summary>
    public static string Why(this Pod pod, DateTimeOffset now)
    {
        if (pod.DeletionRequested is { } since && pod.IsOverdue(now))
        {
            return $"ending for {(now - since).ToKubernetesWords()}, {(now - since - pod.Grace).ToKubernetesWords()} longer than its grace of "
                + $"{pod.Grace.ToKubernetesWords()}";
        }

        if (pod.Trouble is { } trouble)
        {
            return trouble.StartsWith(pod.Status, StringComparison.Ordinal) ? trouble : $"{pod.Status}: {trouble}";
        }

        if (pod is not { Phase: "Running", Status: "Running" })
        {
            return pod.Status;
        }

        return pod.ReadyContainers < pod.Containers
            ? $"{pod.ReadyContainers} of {pod.Containers} containers ready"
            : "not ready, though all its containers are";
    }
}
