namespace ChatOps.Adapters.Cluster.Manifests;

/// <summary>What /version answers.</summary>
internal sealed record VersionManifest(string? GitVersion);

/// <summary>A question of what one's own account may do, and its answer.</summary>
internal sealed record AccessReviewManifest(
    string ApiVersion, string Kind, AccessReviewSpec Spec, AccessReviewStatus? Status);

internal sealed record AccessReviewSpec(ResourceAttributes ResourceAttributes);

internal sealed record ResourceAttributes(string Verb, string Group, string Resource, string? Subresource, string Namespace);

internal sealed record AccessReviewStatus(bool Allowed);
