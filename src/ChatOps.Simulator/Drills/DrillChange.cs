using System.Text.Json.Nodes;
using ChatOps.Simulator.Store;

namespace ChatOps.Simulator.Drills;

/// <summary>One thing that a drill does to the cluster.</summary>
public abstract record DrillChange;

/// <param name="Manifest">The object to make.</param>
public sealed record CreateChange(ResourceType Type, JsonObject Manifest) : DrillChange;

/// <param name="Patch">A JSON merge patch (RFC 7396).</param>
public sealed record PatchChange(DrillTarget Target, JsonObject Patch) : DrillChange;

public sealed record DeleteChange(DrillTarget Target) : DrillChange;

/// <summary>The objects that a drill means: one by name, those with certain labels, or the volumes of certain pods.</summary>
/// <param name="Namespace">Null for objects of the whole cluster that are named or found by their own labels.</param>
/// <param name="Name">Null when there is a selector.</param>
/// <param name="Labels">A label selector; null when there is a name or <paramref name="OfPods"/>.</param>
/// <param name="OfPods">A label selector of the pods whose volumes are meant.</param>
public sealed record DrillTarget(ResourceType Type, string? Namespace, string? Name, string? Labels, string? OfPods);
