namespace ChatOps.Host.Terminal;

/// <summary>What of a line is worth another line, where nothing that was printed can be changed.</summary>
public static class TerminalNews
{
    /// <summary>How long something has taken so far is another time each second, and no news.</summary>
    public static string Of(string line) =>
        line.EndsWith(" so far", StringComparison.Ordinal) && line.LastIndexOf(',') is > 0 and var comma ? line[..comma] : line;
}
