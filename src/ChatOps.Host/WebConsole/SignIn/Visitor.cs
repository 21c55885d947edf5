using System.Security.Claims;
using ChatOps.Access;
using ChatOps.Access.SignedIn;
using Microsoft.Extensions.Options;

namespace ChatOps.Host.WebConsole.SignIn;

/// <summary>Who somebody is by their claims.</summary>
internal static class Visitor
{
    /// <summary>The claim with the provider's immutable id of somebody.</summary>
    public const string Subject = "sub";

    private const string Email = "email";
    private const string IsVerified = "email_verified";

    /// <returns>Null for nobody, and for an id that no grant could name.</returns>
    public static SignedInPerson? In(ClaimsPrincipal? principal, ConsoleOptions options)
    {
        if (principal?.FindFirst(Subject)?.Value is not { } id
            || !Grantee.IsAccount(ConsoleChatPlatform.PlatformName, id))
        {
            return null;
        }

        var isVerified = string.Equals(principal.FindFirst(IsVerified)?.Value, "true", StringComparison.OrdinalIgnoreCase);
        return new(
            id,
            principal.FindFirst(options.NameClaim)?.Value ?? id,
            isVerified ? principal.FindFirst(Email)?.Value : null,
            [.. principal.FindAll(options.GroupsClaim).Select(claim => claim.Value.TrimStart('/'))], // Keycloak's are paths
            default);
    }

    /// <summary>The same as whoever types in the console.</summary>
    public static Persona? PersonaIn(ClaimsPrincipal? principal, ConsoleOptions options) =>
        In(principal, options) is { } person ? new Persona(person.Id, person.Name, "signed in") : null;

    /// <summary>What is granted to whoever signed in and asks now; nothing to nobody.</summary>
    public static async Task<IReadOnlyList<Grant>> GrantsOfAsync(HttpContext http)
    {
        var options = http.RequestServices.GetRequiredService<IOptions<ConsoleOptions>>().Value;
        return PersonaIn(http.User, options) is { } persona
            ? (await http.RequestServices.GetRequiredService<Grants>().HeldByAsync(persona.Actor, http.RequestAborted)).Grants
            : [];
    }
}
