namespace ChatOps.Diagnosing;

/// <summary>What Kubernetes itself says of a pod, before any container could.</summary>
internal static class PodVerdicts
{
    /// <summary>How long a pod may be on its way: volumes attach and images come in minutes.</summary>
    private static readonly TimeSpan StartsWithin = TimeSpan.FromMinutes(10);

    public static Verdict? Ending(Findings findings)
    {
        if (!findings.Pod.IsTerminating)
        {
            return null;
        }

        return findings.Hold is { } hold
            ? new Verdict(Cause.Unknown, $"It was told to end and takes longer than its grace: {hold.Words}", WayOut: hold.WayOut)
            : new Verdict(Cause.Ending, "It was told to end and is still within its grace");
    }

    public static Verdict? Well(Findings findings) =>
        findings.IsWell ? new Verdict(Cause.Healthy, "It is well") : null;

    public static Verdict? Image(Findings findings) => findings.Ailing?.Waiting
        is "ImagePullBackOff" or "ErrImagePull" or "InvalidImageName" or "ErrImageNeverPull" or "ImageInspectError"
        or "RegistryUnavailable"
        ? new Verdict(Cause.ImageUnavailable, $"The image of {findings.Ailing.Name} can't be pulled")
        : null;

    public static Verdict? NoNode(Findings findings) => findings.Pod is { Phase: "Pending", NodeName: null }
        ? new Verdict(Cause.Unschedulable, "No node takes it")
        : null;

    /// <summary>The container could not even be made: what its manifest asks for isn't there.</summary>
    public static Verdict? BadStart(Findings findings)
    {
        var (isBad, words) = findings.Ailing switch
        {
            { Waiting: "CreateContainerConfigError" or "CreateContainerError" or "RunContainerError" } waiting =>
                (true, waiting.Message),
            { LastEnd: { Reason: "StartError" or "ContainerCannotRun" } end } => (true, end.Message),
            _ => (false, null),
        };
        if (!isBad)
        {
            return null;
        }

        var problem = Wording.OneLine(words ?? "its container can't be started");
        return new Verdict(
            Cause.BadConfiguration,
            $"Its manifest is wrong: {problem}",
            Mistake: new ConfigMistake(File: null, Line: null, problem, Text: null));
    }

    public static Verdict? Mount(Findings findings)
    {
        var failed = findings.LastEnd is null
            && findings.Events.Any(each => each.Reason is "FailedMount" or "FailedAttachVolume");
        return failed && findings.Pod.Phase is "Pending"
            ? new Verdict(Cause.Unknown, "Its volume can't be mounted")
            : null;
    }

    public static Verdict? OnItsWay(Findings findings)
    {
        if (findings.LastEnd is not null || findings.Pod.IsFinished)
        {
            return null;
        }

        if (EndVerdicts.IsReplaying(findings))
        {
            return new Verdict(Cause.Starting, "It is reading back its write-ahead log");
        }

        return findings.Now - findings.Pod.CreatedAt < StartsWithin
            ? new Verdict(Cause.Starting, "It is starting")
            : null;
    }
}
