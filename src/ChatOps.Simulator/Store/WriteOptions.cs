namespace ChatOps.Simulator.Store;

/// <summary>How a create or a change is to be done.</summary>
public sealed record WriteOptions
{
    public static readonly WriteOptions Default = new();

    /// <summary>Everything is checked and answered as usual, and nothing is kept.</summary>
    public bool DryRun { get; init; }

    /// <summary>The object comes from an earlier life of the cluster: its creationTimestamp and uid, if it has them, are kept.</summary>
    public bool Restored { get; init; }

    /// <summary>The part of the object that is written (<c>status</c>, <c>scale</c>); null for the object as a whole.</summary>
    public string? Subresource { get; init; }
}
