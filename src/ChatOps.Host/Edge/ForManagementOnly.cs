namespace ChatOps.Host.Edge;

/// <summary>Marks an endpoint as one for probes and Prometheus.</summary>
internal sealed record ForManagementOnly;
