namespace ChatOps.Host.CommandLine;

internal static class Interruption
{
    /// <summary>As shells tell of a program that Ctrl+C ended: 128 and the number of the signal.</summary>
    public const int ExitCode = 130;
}
