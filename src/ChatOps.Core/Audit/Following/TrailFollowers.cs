namespace ChatOps.Audit.Following;

/// <summary>Everybody who is told of the audit trail.</summary>
public sealed record TrailFollowers(IReadOnlyList<TrailFollowing> All);
