using ChatOps.Inventory;
using Microsoft.Extensions.Options;

namespace ChatOps.Operations.Grafana.Passwords;

/// <summary>Grafana's own tool, run in its container (grafana.com: Grafana CLI, "reset-admin-password").</summary>
public sealed class GrafanaTool(IContainerCommands commands, IOptions<GrafanaOptions> options)
{
    private const int LongestWords = 200;

    /// <summary>Exit codes above it are those of a signal, which may have come after the change.</summary>
    private const int Killed = 128;

    /// <summary>Sets the password of Grafana's first administrator; repeats nothing that may have worked.</summary>
    /// <exception cref="ClusterUnavailableException">Nothing was changed.</exception>
    /// <exception cref="ClusterForbiddenException">Nothing was changed.</exception>
    public async Task<ToolEnd> SetAsync(ResetPasswordPlan plan, string password, CancellationToken cancellationToken)
    {
        var form = ToolForm.First(plan.Version);
        while (true)
        {
            var end = await commands.RunAsync(
                plan.Pod, plan.Container, form.Command(options.Value, password), form.Input(password), cancellationToken);
            if (Judge(end, password) is { } judged)
            {
                return judged;
            }

            if (form.After(end!, plan.MayBeArgument) is not { } next) // null was judged
            {
                return end!.ExitCode is 0 ? ToolEnd.Unknown : ToolEnd.Failed(Words(end.Output, password));
            }

            form = next;
        }
    }

    /// <returns>Null for one that said no: old ones do so with the exit code 0.</returns>
    private static ToolEnd? Judge(CommandEnd? end, string password) => end switch
    {
        null => ToolEnd.PodGone,
        { ExitCode: null or > Killed } => ToolEnd.Unknown,
        { ExitCode: 0 } when end.Output.Contains("changed successfully", StringComparison.Ordinal) => ToolEnd.Changed,
        _ => null,
    };

    /// <summary>Why it failed, in its own words, without anything that the container might have told besides.</summary>
    private static string Words(string output, string password)
    {
        var lines = output.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var line = lines.FirstOrDefault(each => each.Contains("rror", StringComparison.Ordinal)) ?? lines.LastOrDefault() ?? "nothing";
        var safe = SecretMask.Hide(line.Replace(password, "***", StringComparison.Ordinal));
        return safe.Length > LongestWords ? $"{safe[..LongestWords]}…" : safe;
    }
}

/// <summary>What Grafana's tool says that it did.</summary>
/// <param name="Words">Why not, where it failed.</param>
public sealed record ToolEnd(ToolVerdict Verdict, string Words = "")
{
    public static readonly ToolEnd Changed = new(ToolVerdict.Changed);
    public static readonly ToolEnd Unknown = new(ToolVerdict.Unknown);
    public static readonly ToolEnd PodGone = new(ToolVerdict.PodGone);

    public static ToolEnd Failed(string words) => new(ToolVerdict.Failed, words);
}

public enum ToolVerdict
{
    /// <summary>It may have changed the password, or may still.</summary>
    Unknown,

    /// <summary>So it says; it has been wrong.</summary>
    Changed,

    /// <summary>It changed nothing.</summary>
    Failed,

    /// <summary>There was no such pod to run it in.</summary>
    PodGone,
}
