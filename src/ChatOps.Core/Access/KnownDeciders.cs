using ChatOps.Chat;
using ChatOps.Operations;

namespace ChatOps.Access;

/// <summary>The people of the settings who may approve an operation.</summary>
public sealed class KnownDeciders(Grants grants, Scopes scopes, People people) : IDeciders
{
    public IReadOnlyList<Person> Of(Operation operation) =>
    [
        .. grants.KnownWith(Role.Approver, scopes.Of(operation))
            .Where(person => !person.Accounts.Any(account => IsInvolved(account, operation)))
            .Where(person => person.Accounts.Any(account => IsSurelyAnother(account, operation))),
    ];

    private bool IsInvolved(Actor account, Operation operation) =>
        people.IsSamePerson(account, operation.Actor)
        || operation.Decisions.Any(decision => operation.IsCarriedBy(decision) && decision.Actor.Is(account));

    /// <summary>Whoever may be the asker, for all that the settings say, is refused when they press the button.</summary>
    private bool IsSurelyAnother(Actor account, Operation operation) => people.RefuseUnknown(account, operation.Actor) is null;
}
