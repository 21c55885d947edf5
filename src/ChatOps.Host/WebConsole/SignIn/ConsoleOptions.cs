using System.ComponentModel.DataAnnotations;

namespace ChatOps.Host.WebConsole.SignIn;

/// <summary>
/// How people sign in to the console (section "Console"), with OpenID Connect, as Keycloak, Entra and others speak it. Without an
/// <see cref="Authority"/> there is no sign-in, and the console is on with the simulated cluster alone.
/// </summary>
public sealed class ConsoleOptions : IValidatableObject
{
    public const string Section = "Console";

    /// <summary>Where the provider is: "https://keycloak.example.com/realms/platform"; http on a loopback address alone.</summary>
    public Uri? Authority { get; set; }

    /// <summary>What the provider calls the bot; its redirect address there is https://&lt;your bot&gt;/signin-oidc.</summary>
    public string ClientId { get; set; } = "";

    /// <summary>The bot's secret at the provider.</summary>
    public string ClientSecret { get; set; } = "";

    /// <summary>The claim that lists somebody's groups or roles, for grants to "console-group:NAME". In Keycloak a mapper "Group Membership" makes it.</summary>
    public string GroupsClaim { get; set; } = "groups";

    /// <summary>The claim with what people call them.</summary>
    public string NameClaim { get; set; } = "preferred_username";

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Authority is null)
        {
            if (ClientId.Length > 0 || ClientSecret.Length > 0)
            {
                yield return new ValidationResult("Console:Authority is missing although Console:ClientId or ClientSecret is set.");
            }

            yield break;
        }

        if (!Authority.IsAbsoluteUri || (Authority.Scheme != Uri.UriSchemeHttps && !Authority.IsLoopback))
        {
            yield return new ValidationResult("Console:Authority must be an https address (http is for loopback only).");
        }

        if (ClientId.Length == 0 || ClientSecret.Length == 0)
        {
            yield return new ValidationResult("Console:Authority needs Console:ClientId and Console:ClientSecret.");
        }
    }
}
