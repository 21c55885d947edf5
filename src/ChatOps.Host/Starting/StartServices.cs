using ChatOps.Host.Edge;

namespace ChatOps.Host.Starting;

public static class StartServices
{
    /// <summary>Marks the checks that tell something while the start is under way.</summary>
    internal const string WhileStarting = "start";

    private const string RetryAfterSeconds = "5";

    private const string NotYet =
        "The bot is starting, so nothing was accepted. Send it again in a moment; chatops health on its machine says what it waits for.\n";

    /// <summary>Answers probes from the first moment on, also while the start waits for something.</summary>
    public static void AddStart(this WebApplicationBuilder builder)
    {
        var isStrict = builder.Environment.IsDevelopment(); // as without us
        builder.Host.UseServiceProviderFactory(new WebServerFirst(new() { ValidateScopes = isStrict, ValidateOnBuild = isStrict }));
        builder.Services.AddSingleton<FrontDoor>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<FrontDoor>());
        builder.Services.AddHealthChecks().AddCheck<StartCheck>("start", tags: [WhileStarting]);
    }

    /// <summary>Keeps everybody but probes waiting until the start is finished: what is half there must not take commands.</summary>
    public static void UseFrontDoor(this WebApplication app)
    {
        var door = app.Services.GetRequiredService<FrontDoor>();
        app.Use((context, next) => door.IsOpen || context.IsForManagement() ? next() : SayNotYetAsync(context));
    }

    private static Task SayNotYetAsync(HttpContext context)
    {
        context.Response.Headers.RetryAfter = RetryAfterSeconds;
        return TypedResults.Text(NotYet, statusCode: StatusCodes.Status503ServiceUnavailable).ExecuteAsync(context);
    }
}
