using ChatOps.Chat;

namespace ChatOps.Access;

/// <summary>Who is behind an account.</summary>
public sealed class People(AccessSettings settings)
{
    /// <summary>The person whose account it is, or null for somebody the settings don't name.</summary>
    public Person? Find(Actor actor) => settings.Current.People.FirstOrDefault(person => Owns(person, actor));

    /// <summary>The actor by the name that the settings give them: chat may send none, or one they chose themselves.</summary>
    public Actor Named(Actor actor) => Find(actor) is { } person ? actor with { Name = person.Name } : actor;

    /// <summary>Whether two accounts are one person's.</summary>
    public bool IsSamePerson(Actor one, Actor other) =>
        one.Is(other) || (Find(one) is { } person && Owns(person, other));

    /// <summary>Every account of whoever has this one, which comes first.</summary>
    public IReadOnlyList<Actor> AccountsOf(Actor actor) =>
        [actor, .. Find(actor)?.Accounts.Where(account => !account.Is(actor)) ?? []];

    private static bool Owns(Person person, Actor actor) => person.Accounts.Any(account => account.Is(actor));
}
