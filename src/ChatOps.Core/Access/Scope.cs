using System.Collections.Immutable;
using ChatOps.Chat;
using ChatOps.Commands;

namespace ChatOps.Access;

/// <summary>What a role is asked for: which command, on what, said where. <see cref="Scopes"/> makes them.</summary>
/// <param name="Command">The command's name in the catalog: "restart", "volume delete".</param>
/// <param name="Areas">
/// The deployments, or the platform, that it is about: mostly one, and each has to be granted. Null when it is about everything
/// at once.
/// </param>
/// <param name="Conversation">Where it was said.</param>
public sealed record Scope(string Command, ImmutableList<DeploymentName>? Areas, Conversation Conversation);
