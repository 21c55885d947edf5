namespace ChatOps.Adapters.Cluster.Manifests;

// What a password reset reads: where Grafana answers, and how a command in its container ended.

internal sealed record ServiceManifest(ObjectMeta Metadata, ServiceSpec? Spec);

internal sealed record ServiceSpec(ServicePort[]? Ports);

internal sealed record ServicePort(int Port);

/// <summary>Grafana's /api/health. It may be told to hide its version.</summary>
internal sealed record GrafanaHealth(string? Version);

/// <summary>
/// The meta/v1 Status that the error channel brings at the end of a command
/// (https://github.com/kubernetes/apimachinery/blob/master/pkg/util/remotecommand/constants.go).
/// </summary>
internal sealed record ExecStatus(string? Status, string? Message, string? Reason, ExecDetails? Details);

internal sealed record ExecDetails(ExecCause[]? Causes);

internal sealed record ExecCause(string? Reason, string? Message);
