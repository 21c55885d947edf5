namespace ChatOps.Operations;

/// <summary>A plan as it would be made now.</summary>
/// <param name="Json">As it would be stored; the same text is the same plan.</param>
/// <param name="Steps">What it comes to.</param>
public sealed record Replanned(IPlan Plan, string Json, IReadOnlyList<IStep> Steps);
