namespace ChatOps.Simulator.Nodes.Faults;

/// <summary>A way in which a container ends against its will.</summary>
/// <param name="After">From its start, at speed 1.</param>
/// <param name="Reason">As a kubelet reports it: Error or OOMKilled.</param>
/// <param name="Log">What a run writes that it meets while starting: from the start to the end.</param>
/// <param name="LastWords">What a run adds that had been ready before; the end of <paramref name="Log"/>.</param>
public sealed record Failure(
    TimeSpan After, int ExitCode, string Reason, IReadOnlyList<string> Log, IReadOnlyList<string> LastWords)
{
    public const int Killed = 137;

    /// <summary>Whether the kubelet kills it because the liveness probe gets no answer.</summary>
    public bool IsByProbe { get; init; }

    /// <summary>Whether only a container that is starting meets it: what runs has read its configuration.</summary>
    public bool IsAtStartOnly { get; init; }
}
