using ChatOps.Chat;
using Microsoft.Extensions.Logging;

namespace ChatOps.Audit.Following;

/// <summary>
/// Takes one follower along the trail, turn by turn. A place moves on only after what it stands for was sent, so a host
/// that dies in between leaves one message to be sent again, and none is lost or overtaken.
/// </summary>
public sealed partial class TrailFollowing(
    ITrailFollower follower, IFollowing following, ILogger<TrailFollowing> logger)
{
    /// <summary>Entries that are looked at in one turn.</summary>
    private const int Window = 500;

    /// <summary>
    /// From one message to the next: Slack takes about one a second in a channel, and what happens within one can share a
    /// message. Source: docs.slack.dev, "Rate limits".
    /// </summary>
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan WhileOthersAreAtIt = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan AfterRefusal = TimeSpan.FromSeconds(30);

    private volatile string? _problem;
    private bool _isChecked;
    private int _failures;

    public string Name => follower.Name;

    /// <summary>Why nothing is told at the moment, in words; null when nothing stands in the way.</summary>
    public string? Problem => _problem;

    /// <summary>Tells what comes next, if anything does and this host is the one to tell it.</summary>
    /// <returns>How long to rest before the next turn.</returns>
    public async Task<TimeSpan> TakeTurnAsync(CancellationToken cancellationToken)
    {
        try
        {
            var rest = await TellAsync(cancellationToken);
            Succeeded();
            return rest;
        }
        catch (ChatRefusedException refused) when (refused.IsAboutContent)
        {
            // The follower finds other words after a few tries.
            return Failed(refused.Message, Backoff.After(_failures));
        }
        catch (ChatRefusedException refused)
        {
            _isChecked = false;
            return Failed(refused.Message, AfterRefusal);
        }
        catch (ChatUnavailableException away)
        {
            return Failed(away.Message, away.RetryAfter ?? Backoff.After(_failures));
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            // The database is away, or a bug: the place says where to go on.
            LogFault(Name, fault);
            return Failed("The bot itself stumbled; its log says where.", Backoff.After(_failures));
        }
    }

    /// <summary>Gives a follower that nobody knows its place, so that what happens from now on is told.</summary>
    public Task EnlistAsync(CancellationToken cancellationToken) => following.ClaimAsync(Name, cancellationToken);

    private async Task<TimeSpan> TellAsync(CancellationToken cancellationToken)
    {
        if (!_isChecked)
        {
            await follower.CheckAsync(cancellationToken);
            _isChecked = true;
        }

        if (await following.ClaimAsync(Name, cancellationToken) is not { } place
            || await following.WindowAsync(place, Window, cancellationToken) is not [_, ..] window)
        {
            return Beat;
        }

        var next = await follower.TellAsync(place, window, cancellationToken);
        if (next == place)
        {
            return WhileOthersAreAtIt;
        }

        // Who took over meanwhile tells the same again, and goes on.
        await following.MoveAsync(place, next, cancellationToken);
        return Beat;
    }

    private void Succeeded()
    {
        _failures = 0;
        if (_problem is not null)
        {
            LogMended(Name);
            _problem = null;
        }
    }

    private TimeSpan Failed(string problem, TimeSpan pause)
    {
        _failures++;
        if (_problem != problem)
        {
            LogProblem(Name, problem);
            _problem = problem;
        }

        return pause;
    }

    [LoggerMessage(LogLevel.Warning, "The audit trail is not told to '{Follower}' for now, and nothing of it is lost: {Problem}")]
    private partial void LogProblem(string follower, string problem);

    [LoggerMessage(LogLevel.Information, "The audit trail is told to '{Follower}' again")]
    private partial void LogMended(string follower);

    [LoggerMessage(LogLevel.Error, "The audit trail could not be told to '{Follower}'; trying again")]
    private partial void LogFault(string follower, Exception exception);
}
