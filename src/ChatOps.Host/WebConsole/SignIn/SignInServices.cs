using ChatOps.Access;
using ChatOps.Access.SignedIn;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace ChatOps.Host.WebConsole.SignIn;

public static class SignInServices
{
    /// <summary>Only those who signed in.</summary>
    public const string Policy = "console";

    private const string Scheme = OpenIdConnectDefaults.AuthenticationScheme;

    /// <summary>Whether the settings name a provider.</summary>
    public static bool HasSignIn(this IConfiguration configuration) =>
        configuration[$"{ConsoleOptions.Section}:{nameof(ConsoleOptions.Authority)}"] is { Length: > 0 };

    public static IServiceCollection AddSignIn(this IServiceCollection services)
    {
        services.AddSingleton<SignedInMembers>();
        services.AddSingleton<IGroups>(provider => provider.GetRequiredService<SignedInMembers>());
        services.AddSingleton<IEmails>(provider => provider.GetRequiredService<SignedInMembers>());
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme)
            .AddCookie(cookie =>
            {
                cookie.Cookie.Name = "chatops";
                cookie.Cookie.HttpOnly = true;
                cookie.Cookie.SameSite = SameSiteMode.Lax; // the provider sends people back by a link
                cookie.ExpireTimeSpan = SignedInMembers.CountsFor;
                cookie.SlidingExpiration = false;
                cookie.ForwardChallenge = Scheme;
            })
            .AddOpenIdConnect();
        services.AddOptions<OpenIdConnectOptions>(Scheme).Configure<IOptions<ConsoleOptions>>(Lead);
        services.AddAuthorizationBuilder().AddPolicy(Policy, policy => policy.RequireAuthenticatedUser());
        services.AddCascadingAuthenticationState();
        return services;
    }

    private static void Lead(OpenIdConnectOptions connect, IOptions<ConsoleOptions> console)
    {
        var options = console.Value;
        connect.Authority = options.Authority?.AbsoluteUri.TrimEnd('/');
        connect.RequireHttpsMetadata = options.Authority?.IsLoopback is not true;
        (connect.ClientId, connect.ClientSecret) = (options.ClientId, options.ClientSecret);
        connect.ResponseType = OpenIdConnectResponseType.Code;
        connect.ResponseMode = OpenIdConnectResponseMode.Query;
        connect.UsePkce = true;
        connect.MapInboundClaims = false;
        connect.SaveTokens = false; // nobody is called with them
        connect.Scope.Add("email");
        connect.TokenValidationParameters.NameClaimType = options.NameClaim;
        connect.CorrelationCookie.SameSite = connect.NonceCookie.SameSite = SameSiteMode.Lax;
        connect.CorrelationCookie.SecurePolicy = connect.NonceCookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        connect.Events.OnTokenValidated = RememberAsync;
    }

    private static async Task RememberAsync(TokenValidatedContext context)
    {
        var services = context.HttpContext.RequestServices;
        if (Visitor.In(context.Principal, services.GetRequiredService<IOptions<ConsoleOptions>>().Value) is not { } visitor)
        {
            context.Fail("The provider names no \"sub\" in small letters, digits and hyphens, by which the bot could know somebody again.");
            return;
        }

        await services.GetRequiredService<ISignedInPeople>().RememberAsync(
            visitor with { At = services.GetRequiredService<TimeProvider>().GetUtcNow() }, context.HttpContext.RequestAborted);
    }
}
