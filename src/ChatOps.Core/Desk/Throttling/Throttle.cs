using System.Threading.RateLimiting;
using ChatOps.Access;
using ChatOps.Approvals;
using ChatOps.Chat;
using ChatOps.Commands;
using Microsoft.Extensions.Options;

namespace ChatOps.Desk.Throttling;

/// <summary>Asks for patience where one person, or one channel, says too much. Decisions have a count of their own, which commands use nothing of: who wants to stop something must be heard.</summary>
public sealed class Throttle : IDisposable
{
    private const int Segments = 6;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly People _people;
    private readonly LimitOptions _limits;
    private readonly PartitionedRateLimiter<string> _persons;
    private readonly PartitionedRateLimiter<string> _channels;
    private readonly PartitionedRateLimiter<string> _decisions;

    public Throttle(People people, IOptions<LimitOptions> limits)
    {
        (_people, _limits) = (people, limits.Value);
        _persons = Limiter(_limits.PerPerson);
        _channels = Limiter(_limits.PerChannel);
        _decisions = Limiter(_limits.PerPerson);
    }

    /// <param name="command">Null for what is none: it takes as much to answer, so it counts as one.</param>
    /// <returns>What to tell whoever has to wait; null for everybody else.</returns>
    public Problem? Refuse(ICommand? command, Request request)
    {
        var who = _people.Find(request.Actor)?.Name ?? request.Actor.Key;
        return command is IDecisionCommand
            ? Count(_decisions, who, $"{_limits.PerPerson} decisions of yours", "this one")
            : Count(_persons, who, $"{_limits.PerPerson} commands of yours", "this one")
                ?? Count(
                    _channels,
                    $"{request.Conversation.Platform}:{request.Conversation.Channel}",
                    $"{_limits.PerChannel} commands in this channel",
                    "yours");
    }

    public void Dispose()
    {
        _persons.Dispose();
        _channels.Dispose();
        _decisions.Dispose();
    }

    private static Problem? Count(PartitionedRateLimiter<string> limiter, string key, string most, string what)
    {
        using var lease = limiter.AttemptAcquire(key);
        if (lease.IsAcquired)
        {
            return null;
        }

        var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var told) ? told : Window / Segments;
        return Problem.Refused(
            $"That is more than {most} within a minute, so {what} was not taken.",
            $"Send it again in {Words.Of(wait)}. approve, deny and cancel have a count of their own.");
    }

    private static PartitionedRateLimiter<string> Limiter(int permits) => PartitionedRateLimiter.Create<string, string>(
        key => RateLimitPartition.GetSlidingWindowLimiter(
            key,
            _ => new SlidingWindowRateLimiterOptions { PermitLimit = permits, Window = Window, SegmentsPerWindow = Segments }),
        StringComparer.OrdinalIgnoreCase);
}
