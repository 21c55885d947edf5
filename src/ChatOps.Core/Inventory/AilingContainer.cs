namespace ChatOps.Inventory;

/// <summary>A container that is not as it should be, or was not before its last restart.</summary>
/// <param name="IsReady">It runs and passes its readiness probe now.</param>
/// <param name="Waiting">Why it waits, in Kubernetes' word: "CrashLoopBackOff", "ImagePullBackOff"; null when it does not wait.</param>
/// <param name="Message">What Kubernetes says to that, or null.</param>
/// <param name="Restarts">So far, 0 or more.</param>
/// <param name="HasEnded">Its current run is over: <paramref name="LastEnd"/> is the end of that one.</param>
/// <param name="LastEnd">How its current or previous run ended; null while the first one lasts.</param>
/// <param name="MemoryLimit">Bytes, or null without a limit.</param>
public sealed record AilingContainer(
    string Name,
    bool IsReady,
    string? Waiting,
    string? Message,
    int Restarts,
    bool HasEnded,
    ContainerEnd? LastEnd,
    long? MemoryLimit)
{
    /// <summary>The run whose end is <see cref="LastEnd"/>, or the only one.</summary>
    public ContainerRun LastRun => LastEnd is null || HasEnded ? ContainerRun.Current : ContainerRun.Previous;

    /// <summary>It runs now, however well.</summary>
    public bool IsRunning => Waiting is null && !HasEnded;
}

/// <summary>How one run of a container ended.</summary>
/// <param name="ExitCode">0 for success; above 128 it was killed by signal number code - 128: 137 is SIGKILL.</param>
/// <param name="Reason">"Error", "Completed", "OOMKilled", "StartError" ...; null where Kubernetes gives none.</param>
/// <param name="Message">What was found in its termination message, or null.</param>
public sealed record ContainerEnd(
    int ExitCode, string? Reason, string? Message, DateTimeOffset? StartedAt, DateTimeOffset? FinishedAt)
{
    /// <summary>Without ages: "exit code 137 (OOMKilled)".</summary>
    public string Words => $"exit code {ExitCode}{(Reason is null ? "" : $" ({Reason})")}";

    /// <summary>The kernel or the kubelet ended it with SIGKILL: it could not say anything any more.</summary>
    public bool WasKilled => ExitCode is 137;

    /// <summary>The kernel killed it because its memory limit was reached.</summary>
    public bool IsOutOfMemory => Reason is "OOMKilled";
}
