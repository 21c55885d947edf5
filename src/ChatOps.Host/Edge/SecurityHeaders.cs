namespace ChatOps.Host.Edge;

/// <summary>Headers that bind whatever browser gets an answer of the bot's; the console has stricter ones of its own.</summary>
public static class SecurityHeaders
{
    // Nothing that is no page needs anything.
    private const string Nothing = "default-src 'none'; frame-ancestors 'none'";

    // Hangfire's pages carry their scripts and styles in themselves.
    private const string Dashboard =
        "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; " +
        "base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.ContentSecurityPolicy = context.Request.Path.StartsWithSegments("/hangfire") ? Dashboard : Nothing;
        if (context.Request.IsHttps)
        {
            headers.StrictTransportSecurity = "max-age=31536000";
        }

        return next();
    });
}
