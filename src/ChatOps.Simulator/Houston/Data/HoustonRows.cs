using System.Collections.Immutable;

namespace ChatOps.Simulator.Houston.Data;

// The rows of Houston's database. GraphQL reads their members by name; what no schema names is never told.

internal sealed record HoustonUser(
    string Uuid,
    string Username,
    string FullName,
    string Status,
    string Password,
    ImmutableList<HoustonEmail> Emails,
    string CreatedAt)
{
    /// <summary>What later versions call the uuid.</summary>
    public string Id => Uuid;

    public IReadOnlyList<object> Profile { get; } = [];

    public string? UpdatedAt { get; }
}

internal sealed record HoustonEmail(string Address, bool Verified, bool Primary, string CreatedAt)
{
    public string? UpdatedAt { get; }
}

/// <param name="Members">Uuids of users, in the order in which they joined.</param>
internal sealed record HoustonGroup(
    string Uuid, string Label, string Description, ImmutableList<string> Members, string CreatedAt);

/// <param name="Token">What the mail holds, by which the invited person signs up.</param>
internal sealed record HoustonInvite(string Uuid, string Email, string Token, string CreatedAt)
{
    public bool Assignments { get; }

    public string? UpdatedAt { get; }
}

/// <param name="EntityType">"SYSTEM", "WORKSPACE" ...; only the former may what is about the whole platform.</param>
internal sealed record HoustonServiceAccount(
    string Uuid, string Key, string Label, string Category, string EntityType, string? EntityUuid, string CreatedAt)
{
    /// <summary>After its creation the key is masked but for its beginning.</summary>
    public string ApiKey => $"{Key[..6]}{new string('*', Key.Length - 6)}";

    public bool Active { get; } = true;

    public string? UpdatedAt { get; }

    public string? LastUsedAt { get; }
}

internal sealed record HoustonWorkspace(string Uuid, string Label, string Description, ImmutableList<string> Members, string CreatedAt);

internal sealed record HoustonDeployment(
    string Uuid, string Label, string ReleaseName, string Version, string WorkspaceUuid, string CreatedAt);

/// <summary>A system role that a person has, in the dialect that has such.</summary>
internal sealed record HoustonRoleBinding(string Id, string UserId, string Role);
