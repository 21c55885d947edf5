using ChatOps.Simulator.Store;

namespace ChatOps.Simulator.Nodes;

/// <summary>What the API asks of the node that runs a pod: the output of its containers, and commands run inside.
/// The pod is one with a node and the container one it has; the API has checked both.</summary>
public interface IContainerRuntime
{
    /// <summary>What a container wrote, oldest first.</summary>
    /// <exception cref="ApiException">400: there is no such instance of the container, or it hasn't started yet.</exception>
    IAsyncEnumerable<LogLine> ReadLog(
        StoredObject pod, string container, LogRequest request, CancellationToken cancellationToken);

    /// <summary>Runs a command in a running container.</summary>
    /// <returns>Its exit code.</returns>
    /// <exception cref="ApiException">The container isn't running.</exception>
    Task<int> ExecuteAsync(
        StoredObject pod,
        string container,
        IReadOnlyList<string> command,
        ContainerStreams streams,
        CancellationToken cancellationToken);

    /// <summary>Joins the main process of a running container until it ends.</summary>
    /// <returns>Its exit code.</returns>
    /// <exception cref="ApiException">The container isn't running.</exception>
    Task<int> AttachAsync(
        StoredObject pod, string container, ContainerStreams streams, CancellationToken cancellationToken);
}

/// <summary>Which part of a container's output is wanted.</summary>
/// <param name="Previous">Of the instance before the last restart.</param>
/// <param name="Follow">Go on with what is written from now on, until the container ends.</param>
/// <param name="TailLines">Only so many of the last lines; null for all.</param>
/// <param name="Since">Only what was written at this time or later; null for all.</param>
public sealed record LogRequest(
    bool Previous = false, bool Follow = false, int? TailLines = null, DateTimeOffset? Since = null);

/// <summary>One line a container wrote, without its line end.</summary>
public sealed record LogLine(DateTimeOffset Time, string Text);

/// <summary>The ends of a command's standard streams.</summary>
/// <param name="Input">What the client types; ends when the client closes it, empty when it has none.</param>
/// <param name="Output">Written through at once, no flush needed.</param>
/// <param name="Error">As <paramref name="Output"/>; the same stream when <paramref name="Tty"/>.</param>
/// <param name="Tty">Whether the client has a terminal, which turns line ends into CR LF.</param>
public sealed record ContainerStreams(Stream Input, Stream Output, Stream Error, bool Tty);
