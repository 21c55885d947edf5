using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;

namespace ChatOps.Host.WebConsole.SignIn;

/// <summary>Looks now and then whether whoever has a page open is still signed in: it shows what everybody does.</summary>
internal sealed partial class StandingVisitors(Standing standing, ILoggerFactory loggers)
    : RevalidatingServerAuthenticationStateProvider(loggers)
{
    private readonly ILogger _logger = loggers.CreateLogger<StandingVisitors>();

    protected override TimeSpan RevalidationInterval => TimeSpan.FromMinutes(1);

    protected override async Task<bool> ValidateAuthenticationStateAsync(
        AuthenticationState authenticationState, CancellationToken cancellationToken)
    {
        try
        {
            return await standing.ObjectionAsync(authenticationState.User, cancellationToken) is null;
        }
        catch (Exception away) when (!cancellationToken.IsCancellationRequested)
        {
            // The database is away: nothing can be asked for meanwhile, and to send everybody off would help nobody.
            LogAway(away.GetBaseException().Message);
            return true;
        }
    }

    [LoggerMessage(LogLevel.Warning, "Whether those who look at the console are still signed in can't be told: {Reason}")]
    private partial void LogAway(string reason);
}
