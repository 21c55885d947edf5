using ChatOps.Inventory;

namespace ChatOps.Operations.Grafana.Passwords;

/// <summary>
/// One way to call Grafana's tool. Which one a version takes shows when it is tried: what it does not know it refuses before it
/// does anything.
/// </summary>
/// <param name="IsOldProgram">"grafana-cli", which 13 has no more, instead of "grafana cli", which came with 9.4.</param>
/// <param name="HasPathsLast">Paths behind the command, as before 6.2.</param>
/// <param name="IsArgument">The password among the arguments instead of on the standard input.</param>
internal sealed record ToolForm(bool IsOldProgram, bool HasPathsLast, bool IsArgument)
{
    public static ToolForm First(string? version) => new(IsOldProgram: false, GrafanaVersion.HasPathsLast(version), IsArgument: false);

    public IReadOnlyList<string> Command(GrafanaOptions options, string password)
    {
        string[] program = IsOldProgram ? ["grafana-cli"] : ["grafana", "cli"];
        string[] paths = ["--homepath", options.HomePath, "--config", options.ConfigPath];
        string[] way = IsArgument ? [password] : ["--password-from-stdin"];
        string[] reset = ["admin", "reset-admin-password"];
        return HasPathsLast ? [.. program, .. reset, .. paths, .. way] : [.. program, .. paths, .. reset, .. way];
    }

    /// <summary>One line: it reads no further.</summary>
    public string? Input(string password) => IsArgument ? null : $"{password}\n";

    /// <summary>The next way to try, where it was this one that was refused; null where it was something else.</summary>
    /// <param name="mayBeArgument">Whoever approved was warned of that.</param>
    public ToolForm? After(CommandEnd end, bool mayBeArgument) => end switch
    {
        _ when !IsOldProgram && IsMissing(end) => this with { IsOldProgram = true },
        _ when !HasPathsLast && (Refuses(end, "homepath") || Refuses(end, "config")) => this with { HasPathsLast = true },
        _ when !IsArgument && mayBeArgument && Refuses(end, "password-from-stdin") => this with { IsArgument = true },
        _ => null,
    };

    private static bool IsMissing(CommandEnd end) =>
        end.ExitCode is CommandEnd.NotFound or CommandEnd.NotStarted
        || end.Output.Contains("executable file not found", StringComparison.Ordinal);

    /// <summary>In the words of the library that Grafana's tool reads its flags with.</summary>
    private static bool Refuses(CommandEnd end, string flag) =>
        end.Output.Contains($"flag provided but not defined: -{flag}", StringComparison.Ordinal);
}
