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
    /// <param name="risk">Of the operation's plan.</param>
    /// <param name="steps">What that plan comes to.</param>
    /// <returns>Why not; <see cref="ProblemKind.Unavailable"/> while nobody can tell.</returns>
    public async Task<Problem?> RefuseAsync(
        Operation operation, Risk risk, IReadOnlyList<IStep> steps, CancellationToken cancellationToken)
    {
        var refusal = await grants.RefuseAsync(operation.Actor, Role.Operator, scopes.Of(operation), cancellationToken);
        return IsPastReturn(operation, steps)
            ? refusal is { Kind: ProblemKind.Unavailable } ? null : refusal
            : refusal ?? Unapproved(operation, risk) ?? await approvers.RefuseAsync(operation, cancellationToken);
    }

    /// <summary>The last lock before harm, should any way through the desks ever have left a plan to its asker alone.</summary>
    private static Problem? Unapproved(Operation operation, Risk risk) =>
        risk is Risk.Destructive && operation.GlassBrokenAt is null && (operation.IsDecidedByAsker || operation.ApprovalsNeeded == 0)
            ? Problem.Denied("Nobody but its asker agreed to this, so it was stopped.", "Ask for it anew; somebody else has to approve it.")
            : null;

    /// <summary>
    /// Something is lost already: what was approved is better finished than left half done, because somebody's shift ended or
    /// the chat platform that knows the groups is away.
    /// </summary>
    private static bool IsPastReturn(Operation operation, IReadOnlyList<IStep> steps) => operation.Steps.Any(
        step => step.State is StepState.Done && steps[step.Index] is { Target: not null, LosesNothing: false });
}
