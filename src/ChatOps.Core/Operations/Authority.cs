using ChatOps.Access;
using ChatOps.Approvals;
using ChatOps.Chat;

namespace ChatOps.Operations;

/// <summary>
/// Whether an operation may have its next effect: checked when asked and when approved, and once more right before, a second
/// try included, for a role may be gone by now.
/// </summary>
public sealed class Authority(Grants grants, Scopes scopes, Approvers approvers)
{
    /// <param name="steps">What the operation's plan comes to.</param>
    /// <returns>Why not; <see cref="ProblemKind.Unavailable"/> while nobody can tell.</returns>
    public async Task<Problem?> RefuseAsync(
        Operation operation, IReadOnlyList<IStep> steps, CancellationToken cancellationToken) =>
        await grants.RefuseAsync(operation.Actor, Role.Operator, scopes.Of(operation), cancellationToken)
        ?? (IsPastReturn(operation, steps) ? null : await approvers.RefuseAsync(operation, cancellationToken));

    /// <summary>
    /// Something is lost already: what was approved is better finished than left half done, because somebody's shift ended.
    /// </summary>
    private static bool IsPastReturn(Operation operation, IReadOnlyList<IStep> steps) => operation.Steps.Any(
        step => step.State is StepState.Done && steps[step.Index] is { Target: not null, LosesNothing: false });
}
