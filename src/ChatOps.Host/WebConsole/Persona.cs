using System.Collections.Immutable;
using ChatOps.Chat;

namespace ChatOps.Host.WebConsole;

/// <summary>Somebody a visitor of the simulated cluster can be, one for each role.</summary>
/// <param name="Id">The id that access rules name: "console:operator".</param>
public sealed record Persona(string Id, string Name, string Calling)
{
    public static ImmutableArray<Persona> All { get; } =
    [
        new("viewer", "Vera", "viewer"),
        new("operator", "Otto", "operator"),
        new("approver", "Anna", "approver"),
        new("admin", "Adam", "admin"),
    ];

    /// <summary>Who a visitor is before choosing: somebody who may try all three example commands.</summary>
    public static Persona Default { get; } = All[1];

    public string Initial => Name[..1];

    public Actor Actor => new(ConsoleChatPlatform.PlatformName, Id, Name);

    /// <summary>The persona by this id, or the default one for an id that is missing or unknown.</summary>
    public static Persona Named(string? id) =>
        All.FirstOrDefault(persona => string.Equals(persona.Id, id, StringComparison.OrdinalIgnoreCase)) ?? Default;
}
