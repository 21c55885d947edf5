namespace ChatOps.Diagnosing;

/// <summary>Reasons from findings to a cause: the first rule that has something to say is right.</summary>
internal static class Verdicts
{
    private static readonly Func<Findings, Verdict?>[] Rules =
    [
        PodVerdicts.Ending,
        PodVerdicts.Well,
        PodVerdicts.Image,
        PodVerdicts.NoNode,
        PodVerdicts.BadStart,
        EndVerdicts.OutOfMemory,
        LogVerdicts.Of,
        EndVerdicts.Probe,
        EndVerdicts.Replay,
        EndVerdicts.FullDisk,
        PodVerdicts.Mount,
        PodVerdicts.OnItsWay,
    ];

    public static Verdict Of(Findings findings) =>
        Rules.Select(rule => rule(findings)).FirstOrDefault(verdict => verdict is not null)
        ?? new Verdict(Cause.Unknown, Words(findings));

    private static string Words(Findings findings) => findings switch
    {
        { LastEnd.WasKilled: true } => "It was killed, and nothing that could be looked at says by whom",
        { LastEnd: not null } => "It ends again and again, and nothing that could be looked at says why",
        { Pod.Phase: "Running" } => "It runs but is not ready",
        _ => "It is not well, and nothing that could be looked at says why",
    };
}
