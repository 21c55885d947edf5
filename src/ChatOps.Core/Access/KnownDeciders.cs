using ChatOps.Chat;
using ChatOps.Operations;

namespace ChatOps.Access;

/// <summary>The people of the settings who may approve an operation.</summary>
public sealed class KnownDeciders(Grants grants, Scopes scopes, People people) : IDeciders
{
    public IReadOnlyList<Person> Of(Operation operation) =>
    [
        .. grants.KnownWith(Role.Approver, scopes.Of(operation))
            .Where(person => !person.Accounts.Any(account => people.IsSamePerson(account, operation.Actor) || HasAgreed(account, operation))),
    ];

    private static bool HasAgreed(Actor account, Operation operation) => operation.Decisions.Any(decision =>
        operation.IsCarriedBy(decision) && decision.Actor.Is(account));
}
