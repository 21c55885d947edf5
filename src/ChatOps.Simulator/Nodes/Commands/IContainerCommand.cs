namespace ChatOps.Simulator.Nodes.Commands;

/// <summary>A program that can be run inside a container.</summary>
internal interface IContainerCommand
{
    /// <summary>As typed, without a folder.</summary>
    string Name { get; }

    /// <returns>Its exit code.</returns>
    Task<int> RunAsync(ContainerShell shell, IReadOnlyList<string> arguments, CancellationToken cancellationToken);
}
