namespace ChatOps.Adapters.Cluster.Api;

/// <summary>The body of a DELETE.</summary>
/// <param name="GracePeriodSeconds">Null for the pod's own grace; 0 kills at once.</param>
internal sealed record DeleteOptions(Preconditions Preconditions, long? GracePeriodSeconds)
{
    public string ApiVersion { get; } = "v1";

    public string Kind { get; } = "DeleteOptions";
}

/// <summary>What must hold of the object, or the API server answers 409 and leaves it alone.</summary>
internal sealed record Preconditions(string Uid);
