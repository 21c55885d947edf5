using ChatOps.Access.SignedIn;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;

namespace ChatOps.Host.WebConsole.SignIn;

/// <summary>Ends somebody's sign-ins, in all their browsers, and the provider's session: without that the next page would sign them in again unasked.</summary>
internal static class SignOut
{
    public const string Path = "/sign-out";

    /// <summary>Where the browser ends up, which asks nobody to sign in.</summary>
    public const string DonePath = "/signed-out";

    private static readonly Notice Done = new(
        "You are signed out", "Your sign-ins to the console have ended, in every browser. What you started goes on.", "Sign in again");

    private const string NotDone =
        "You are still signed in: what asked to sign you out was not the console, or a page of it that is too old. To sign out, open the "
        + "console and press \"Sign out\".\n";

    public static void Map(IEndpointRouteBuilder routes)
    {
        // Not by its origin, which browsers keep back from a form of a page without referrers: a token shows that the console asks.
        routes.MapPost(Path, EndAsync);
        routes.MapGet(DonePath, () => Done.AsPage()).WithMetadata(new ConsoleEndpoint());
    }

    private static async Task<IResult> EndAsync(HttpContext http, IAntiforgery antiforgery, ISignedInPeople people, TimeProvider time)
    {
        if (http.User.FindFirst(Visitor.Subject)?.Value is not { } id)
        {
            return TypedResults.LocalRedirect(DonePath);
        }

        if (!await antiforgery.IsRequestValidAsync(http))
        {
            return TypedResults.Text(NotDone, statusCode: StatusCodes.Status400BadRequest);
        }

        await people.SignOutAsync(id, time.GetUtcNow(), http.RequestAborted);
        return TypedResults.SignOut(new() { RedirectUri = DonePath }, await SchemesAsync(http));
    }

    /// <summary>Not every provider has an end of its session to offer, or answers just now; ours ends all the same.</summary>
    private static async Task<IList<string>> SchemesAsync(HttpContext http)
    {
        const string Provider = OpenIdConnectDefaults.AuthenticationScheme;
        var options = http.RequestServices.GetRequiredService<IOptionsMonitor<OpenIdConnectOptions>>().Get(Provider);
        try
        {
            var provider = await options.ConfigurationManager!.GetConfigurationAsync(http.RequestAborted); // made with the options
            return string.IsNullOrEmpty(provider.EndSessionEndpoint)
                ? [CookieAuthenticationDefaults.AuthenticationScheme]
                : [CookieAuthenticationDefaults.AuthenticationScheme, Provider];
        }
        catch (Exception away) when (away is InvalidOperationException or IOException or HttpRequestException)
        {
            return [CookieAuthenticationDefaults.AuthenticationScheme];
        }
    }
}
