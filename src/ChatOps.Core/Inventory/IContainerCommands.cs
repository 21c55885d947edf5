namespace ChatOps.Inventory;

/// <summary>Runs commands inside containers that are running, as kubectl exec does.</summary>
public interface IContainerCommands
{
    /// <summary>Runs a command once; never twice by itself.</summary>
    /// <param name="command">Program and arguments; no shell reads them.</param>
    /// <param name="input">All that it can read from its standard input; null for none.</param>
    /// <returns>How it ended; null when there is no such pod, and nothing was run.</returns>
    /// <exception cref="ClusterUnavailableException">The API server is away, and nothing was run.</exception>
    /// <exception cref="ClusterForbiddenException">It refuses, and nothing was run.</exception>
    Task<CommandEnd?> RunAsync(
        PodKey pod, string container, IReadOnlyList<string> command, string? input, CancellationToken cancellationToken);
}

/// <summary>How a command inside a container ended.</summary>
/// <param name="ExitCode">Null when nobody knows: the connection broke, or it took too long, and it may run still.</param>
/// <param name="Output">What it wrote, errors included, as far as it was seen: it may hold whatever the container knows.</param>
public sealed record CommandEnd(int? ExitCode, string Output)
{
    /// <summary>Shells' code for a program that can't be started.</summary>
    public const int NotStarted = 126;

    /// <summary>Shells' code for a program that is not there.</summary>
    public const int NotFound = 127;

    /// <summary>Keeps the output out of logs.</summary>
    public override string ToString() => ExitCode is { } code ? $"exit code {code}" : "end unknown";
}
