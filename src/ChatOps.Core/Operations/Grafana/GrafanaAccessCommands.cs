using ChatOps.Commands;
using ChatOps.Houston.People;

namespace ChatOps.Operations.Grafana;

/// <summary>Asks that somebody may open Grafana.</summary>
public sealed record GrafanaGrantCommand(PersonReference Person) : ICommand;

/// <summary>Asks that somebody may not open Grafana any more.</summary>
public sealed record GrafanaRevokeCommand(PersonReference Person) : ICommand;
