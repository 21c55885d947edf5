namespace ChatOps.Operations;

/// <summary>A plan as it would be made now.</summary>
/// <param name="Json">As it would be stored.</param>
/// <param name="Steps">What it comes to.</param>
/// <param name="IsSame">It is the plan that the operation has: what was agreed to is what would be done.</param>
public sealed record Replanned(IPlan Plan, string Json, IReadOnlyList<IStep> Steps, bool IsSame);
