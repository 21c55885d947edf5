using ChatOps.Host.WebConsole.SignIn;
using Microsoft.Extensions.Options;

namespace ChatOps.Host.WebConsole;

/// <summary>Marks an endpoint as the console's own: page, connection and assets.</summary>
public sealed record ConsoleEndpoint;

/// <summary>Stands before the console's endpoints: keeps the gate, and sends the headers that bind the browser.</summary>
public static class ConsoleProtection
{
    // Everything from this host alone; no inline script or style, so that a text that slipped through could do nothing. Signing out
    // is a form, which browsers let lead on to the provider only where this says so.
    private const string ContentPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
        "base-uri 'self'; frame-ancestors 'none'; form-action 'self'";

    public static IApplicationBuilder UseConsoleProtection(this IApplicationBuilder app) =>
        app.Use((context, next) =>
            context.GetEndpoint()?.Metadata.GetMetadata<ConsoleEndpoint>() is null ? next() : ProtectAsync(context, next));

    private static Task ProtectAsync(HttpContext context, Func<Task> next)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = PolicyFor(context.RequestServices.GetRequiredService<IOptions<ConsoleOptions>>().Value);
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";

        var hasSignIn = context.RequestServices.GetRequiredService<ConsoleMode>().HasSignIn;
        return (hasSignIn ? ConsoleGate.ObjectionToSignedIn(context) : ConsoleGate.Objection(context)) is { } objection
            ? RefuseAsync(context, objection)
            : next();
    }

    private static string PolicyFor(ConsoleOptions console) =>
        console.Authority is { } provider ? $"{ContentPolicy} {provider.GetLeftPart(UriPartial.Authority)}" : ContentPolicy;

    private static Task RefuseAsync(HttpContext context, string objection) =>
        TypedResults.Text($"{objection}\n", statusCode: StatusCodes.Status404NotFound).ExecuteAsync(context);
}
