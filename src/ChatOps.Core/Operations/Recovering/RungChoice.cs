using ChatOps.Diagnosing;

namespace ChatOps.Operations.Recovering;

/// <summary>Which rung a cause calls for, and which causes no rung cures.</summary>
internal static class RungChoice
{
    /// <param name="command">How whoever asks goes on: "recover prometheus".</param>
    /// <param name="place">"prometheus of the platform".</param>
    public static Result<Rung> For(Diagnosis diagnosis, Rung? from, string command, string place) => diagnosis.Cause switch
    {
        // A restart is what takes up a mended configuration without waiting for the back-off; the others only cost.
        Cause.BadConfiguration when from is not Rung.Restart => Misconfigured(diagnosis, command),
        Cause.ImageUnavailable when from is not Rung.Restart => Incurable(
            diagnosis, "Name an image that can be pulled, or mend the registry or the pull secret; no rung of a recovery does that.", command),
        Cause.Healthy when from is null => Problem.Refused(
            $"{place} is well, so there is nothing to recover.", $"If you know better, say where to begin: {command} --from restart"),
        Cause.Starting or Cause.Ending when from is null => Problem.Refused(
            $"{place} is on its way: {diagnosis.Summary}.", $"Look again with diagnose; if it takes too long: {command} --from restart"),
        Cause.Unschedulable when from is null => Incurable(
            diagnosis, "Make room for it (quota, nodes): a pod made anew waits for the same.", command),
        _ => from ?? For(diagnosis.Cause),
    };

    /// <summary>
    /// What comes after a rung that did not help, by the cause that shows now. More memory may be due again; what no rung cures
    /// is taken up by a restart once it is mended, and what somebody stopped is started by one. Data goes only for a cause
    /// that calls for it: not to know why is none.
    /// </summary>
    /// <returns>Null where nothing that shows calls for any.</returns>
    public static Rung? After(RecoverPlan plan, Diagnosis found) => found.Cause switch
    {
        Cause.Healthy or Cause.Starting or Cause.Ending => null,
        Cause.BadConfiguration or Cause.ImageUnavailable or Cause.Unschedulable or Cause.Stopped or Cause.Stuck => Rung.Restart,
        Cause.OutOfMemory when CanHaveMore(plan) => Rung.Memory,
        Cause.OutOfMemory or Cause.CorruptData or Cause.DiskFull when plan.Rung < Rung.Volume => Rung.Volume,
        Cause.OutOfMemory or Cause.CorruptData or Cause.DiskFull => plan.Rung.Next(),
        _ => plan.Rung is Rung.Restart ? Rung.Memory : null,
    };

    /// <summary>Unless its rung has found the most that may be.</summary>
    private static bool CanHaveMore(RecoverPlan plan) => plan is { MemoryStays: null, Memory: null or { CappedBy: null } };

    /// <summary>The least harmful that can help.</summary>
    private static Rung For(Cause cause) => cause switch
    {
        Cause.OutOfMemory => Rung.Memory,
        Cause.CorruptData or Cause.DiskFull => Rung.Volume,
        _ => Rung.Restart,
    };

    private static Problem Misconfigured(Diagnosis diagnosis, string command)
    {
        var mistake = diagnosis.Mistake;
        var line = mistake is { Text: { } text } ? $" The line: {text.Trim()}" : "";
        return Problem.Refused(
            $"{diagnosis.Summary}.{line}",
            $"Neither memory nor a new volume cures that. Mend {mistake?.Place ?? "its configuration"}, then take it up at once with: {command} --from restart");
    }

    private static Problem Incurable(Diagnosis diagnosis, string cure, string command)
    {
        var seen = string.Join(' ', diagnosis.Evidence.Take(1));
        return Problem.Refused(
            seen.Length == 0 ? $"{diagnosis.Summary}." : $"{diagnosis.Summary}: {seen}",
            $"{cure} Once that is done: {command} --from restart");
    }
}
