using ChatOps.Access;
using ChatOps.Access.SignedIn;
using ChatOps.Doctor;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace ChatOps.Host.WebConsole.SignIn;

public static class SignInServices
{
    /// <summary>Only those who signed in and to whom something is granted: the room shows what everybody does.</summary>
    public const string Policy = "console";

    private const string Scheme = OpenIdConnectDefaults.AuthenticationScheme;

    /// <summary>The settings, and what looks at the provider that they name: for who serves the console and for who only asks how it is.</summary>
    public static IServiceCollection AddSignInSettings(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddValidated<ConsoleOptions>(configuration.GetSection(ConsoleOptions.Section));
        return configuration.HasSignIn()
            ? services.AddCheckup<SignInCheckup>()
            : services.AddNotSetUp(SignInCheckup.Name, "None, so the console is on with a simulated cluster alone.", "To have one: Console:Authority.");
    }

    /// <summary>Whether the settings name a provider.</summary>
    public static bool HasSignIn(this IConfiguration configuration) =>
        configuration[$"{ConsoleOptions.Section}:{nameof(ConsoleOptions.Authority)}"] is { Length: > 0 };

    public static IServiceCollection AddSignIn(this IServiceCollection services)
    {
        services.AddSingleton<Standing>();
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
                cookie.Events.OnRedirectToAccessDenied = SayNoAsync;
                cookie.Events.OnValidatePrincipal = LookAgainAsync;
            })
            .AddOpenIdConnect();
        services.AddOptions<OpenIdConnectOptions>(Scheme).Configure<IOptions<ConsoleOptions>>(Lead);
        services.AddAuthorizationBuilder().AddPolicy(Policy, policy => policy.RequireAuthenticatedUser().RequireAssertion(MayLookAsync));
        services.AddCascadingAuthenticationState();
        services.Replace(ServiceDescriptor.Scoped<AuthenticationStateProvider, StandingVisitors>());
        return services;
    }

    /// <summary>The pages about signing in and out, which anybody may see.</summary>
    public static void MapSignIn(this IEndpointRouteBuilder routes)
    {
        SignOut.Map(routes);
        SignInFailure.Map(routes);
    }

    /// <summary>A cookie that somebody kept is no sign-in once they have signed out.</summary>
    private static async Task LookAgainAsync(CookieValidatePrincipalContext context)
    {
        var standing = context.HttpContext.RequestServices.GetRequiredService<Standing>();
        if (context.Principal is null || await standing.EndAsync(context.Principal, context.HttpContext.RequestAborted) is not null)
        {
            context.RejectPrincipal();
        }
    }

    private static async Task<bool> MayLookAsync(AuthorizationHandlerContext context) =>
        context.Resource is HttpContext http && (await Visitor.GrantsOfAsync(http)).Count > 0;

    private static Task SayNoAsync(RedirectContext<CookieAuthenticationOptions> denied)
    {
        denied.Response.StatusCode = StatusCodes.Status403Forbidden;
        var id = denied.HttpContext.User.FindFirst(Visitor.Subject)?.Value;
        return denied.Response.WriteAsync(
            $"You are signed in, and nothing is granted to you here. Show this to whoever keeps the bot's settings (Access:Grants): console:{id}",
            denied.HttpContext.RequestAborted);
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
        connect.SaveTokens = false; // nobody is called with them; one is kept, to sign out with
        connect.Scope.Add("email");
        connect.TokenValidationParameters.NameClaimType = options.NameClaim;
        connect.CorrelationCookie.SameSite = connect.NonceCookie.SameSite = SameSiteMode.Lax;
        connect.CorrelationCookie.SecurePolicy = connect.NonceCookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        connect.Events.OnTokenValidated = RememberAsync;
        connect.Events.OnRemoteFailure = SignInFailure.TellAsync;
    }

    private static async Task RememberAsync(TokenValidatedContext context)
    {
        var services = context.HttpContext.RequestServices;
        if (Visitor.In(context.Principal, services.GetRequiredService<IOptions<ConsoleOptions>>().Value) is not { } visitor)
        {
            context.Fail("The provider names no \"sub\" of letters, digits and . _ | ~ -, by which the bot could know somebody again.");
            return;
        }

        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var people = services.GetRequiredService<ISignedInPeople>();
        var at = await people.RememberAsync(visitor with { At = now }, context.HttpContext.RequestAborted);
        Standing.Note(context.Principal!, at); // there is a visitor in it
        context.Properties!.StoreTokens([new() { Name = OpenIdConnectParameterNames.IdToken, Value = context.TokenEndpointResponse!.IdToken }]); // the code flow has one
    }
}
