namespace ChatOps.Inventory;

/// <summary>What the limit ranges of a namespace allow; the API server itself is asked.</summary>
/// <inheritdoc cref="IPods" path="/summary"/>
public interface ILimitRanges
{
    /// <summary>The least of what all limit ranges of the namespace allow.</summary>
    Task<MemoryCeiling> MemoryCeilingAsync(string @namespace, CancellationToken cancellationToken);
}

/// <summary>The most memory, in bytes; null where nothing limits it.</summary>
/// <param name="Container">That one container may have.</param>
/// <param name="Pod">That all containers of a pod may have together.</param>
public sealed record MemoryCeiling(long? Container, long? Pod);
