namespace ChatOps.Simulator.Store;

public enum Propagation
{
    /// <summary>The object goes at once, its dependents after it.</summary>
    Background,

    /// <summary>The object goes when its dependents are gone.</summary>
    Foreground,

    /// <summary>The dependents stay, without this owner.</summary>
    Orphan,
}

/// <summary>How an object is to be deleted.</summary>
public sealed record DeleteRequest
{
    public static readonly DeleteRequest Default = new();

    /// <summary>Deletes at once, as a node agent does when the last container has ended.</summary>
    public static readonly DeleteRequest Now = new() { GracePeriodSeconds = 0 };

    /// <summary>The only object meant: any other under the name is a conflict.</summary>
    public string? Uid { get; init; }

    /// <summary>The only version meant.</summary>
    public string? ResourceVersion { get; init; }

    /// <summary>Declared seconds a pod has to end; null leaves it to the pod.</summary>
    public long? GracePeriodSeconds { get; init; }

    public Propagation Propagation { get; init; } = Propagation.Background;

    public bool DryRun { get; init; }
}
