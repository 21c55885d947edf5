using ChatOps.Access;
using ChatOps.Operations;

namespace ChatOps.Approvals;

/// <summary>Whether those who agreed to an operation still may: a role can be gone between the click and the effect.</summary>
public sealed class Approvers(Grants grants, Scopes scopes)
{
    /// <summary>Agreements that carry the operation now and whose givers lack the role, or of whom nobody can tell.</summary>
    public async Task<IReadOnlyList<LostApproval>> LostAsync(Operation operation, CancellationToken cancellationToken)
    {
        var lost = new List<LostApproval>();

        // Whoever confirms what they asked for themselves is looked at as the asker.
        foreach (var decision in operation.Decisions.Where(each => !operation.IsDecidedByAsker && operation.IsCarriedBy(each)))
        {
            var saidIn = operation.Conversation with { Channel = decision.Channel ?? operation.Conversation.Channel };
            if (await grants.RefuseAsync(decision.Actor, Role.Approver, scopes.Of(operation, saidIn), cancellationToken) is { Kind: var kind })
            {
                lost.Add(new LostApproval(decision, IsCertain: kind is not ProblemKind.Unavailable));
            }
        }

        return lost;
    }

    /// <summary>Why the agreements that are there do not carry the operation any more, or null while they do.</summary>
    public async Task<Problem?> RefuseAsync(Operation operation, CancellationToken cancellationToken)
    {
        // One that went on alone never had them; its asker is looked at, and it stays open for review.
        if (operation.GlassBrokenAt is not null || operation.ApprovalsNeeded == 0)
        {
            return null;
        }

        var lost = await LostAsync(operation, cancellationToken);
        return operation.ApprovalsGiven - lost.Count >= operation.ApprovalsNeeded
            ? null
            : lost.OrderByDescending(each => each.IsCertain).FirstOrDefault()?.Refusal;
    }
}

/// <summary>An agreement whose giver lacks the role now.</summary>
/// <param name="IsCertain">It is known that the role is gone; otherwise nobody can tell at the moment.</param>
public sealed record LostApproval(Decision Decision, bool IsCertain)
{
    /// <summary>What is in the way, in words for whoever reads the operation's message.</summary>
    public Problem Refusal => IsCertain
        ? Problem.Denied(
            $"{Decision.Actor.Name}, who approved this, {Words.At(Decision.At)}, has lost the role approver since, so it was stopped.",
            "Ask for it anew; somebody who has the role has to approve it.")
        : Problem.Unavailable(
            $"The bot can't tell now whether {Decision.Actor.Name}, who approved this before, still may.",
            "Nothing was done. Try again in a moment.");
}
