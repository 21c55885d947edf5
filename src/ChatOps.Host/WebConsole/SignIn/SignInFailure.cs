using Microsoft.AspNetCore.Authentication;

namespace ChatOps.Host.WebConsole.SignIn;

/// <summary>Tells whoever comes back from the provider without a sign-in what happened.</summary>
internal static partial class SignInFailure
{
    private const string Path = "/sign-in-failed";
    private const string Denied = "access_denied";

    private static readonly Notice NotLetIn = new(
        "You were not signed in",
        "The identity provider let nobody in: it was cancelled there, or you may not use this console. Try again, or ask whoever keeps "
        + "the provider to let you.",
        "Try again");

    private static readonly Notice NotFinished = new(
        "You were not signed in",
        "The sign-in was not finished: it took too long, was begun in another window, or the provider answered with something that the "
        + "bot can't use. Begin again; if it stays so, whoever keeps the bot finds the reason in its log.",
        "Begin again");

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet(Path, (string? why) => (why is Denied ? NotLetIn : NotFinished).AsPage(StatusCodes.Status403Forbidden))
        .WithMetadata(new ConsoleEndpoint());

    /// <summary>By an address of its own, so that to load the page again does not repeat the failure.</summary>
    public static Task TellAsync(RemoteFailureContext context)
    {
        var logger = context.HttpContext.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(SignInFailure).FullName!); // no type parameter
        LogFailed(logger, context.Failure?.Message);
        context.Response.Redirect(context.Failure?.Data["error"] is Denied ? $"{Path}?why={Denied}" : Path);
        context.HandleResponse();
        return Task.CompletedTask;
    }

    [LoggerMessage(LogLevel.Warning, "A sign-in to the console failed: {Reason}")]
    private static partial void LogFailed(ILogger logger, string? reason);
}
