namespace ChatOps.Operations.Grafana.Passwords;

/// <summary>What Grafana's tool can, by its version.</summary>
internal static class GrafanaVersion
{
    /// <summary>
    /// From here on it surely reads a password from its standard input (grafana/grafana#14076, done in July 2020); whether an
    /// older one does shows when it is tried.
    /// </summary>
    private static readonly Version StandardInput = new(7, 2);

    /// <summary>From here on homepath and config stand before the command (grafana.com: CLI of 6.2); before it, behind.</summary>
    private static readonly Version GlobalPaths = new(6, 2);

    /// <summary>The password may end up among the tool's arguments.</summary>
    public static bool MayNeedArgument(string? version) => !(Read(version) >= StandardInput);

    /// <summary>Paths are to be tried behind the command first.</summary>
    public static bool HasPathsLast(string? version) => Read(version) < GlobalPaths;

    private static Version? Read(string? version) =>
        Version.TryParse(version?.Split('-', '+', ' ')[0], out var read) ? read : null;
}
