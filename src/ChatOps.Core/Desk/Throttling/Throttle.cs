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

    /// <returns>What to tell whoever has to wait; null for everybody else.</returns>
    public Problem? Refuse(ICommand command, Request request)
    {
        var who = _people.Find(request.Actor)?.Name ?? request.Actor.Key;
        if (command is IDecisionCommand)
        {
            using var decision = _decisions.AttemptAcquire(who);
            return decision.IsAcquired
                ? null
                : Patience($"That is more than {_limits.PerPerson} decisions of yours within a minute, so this one was not taken.", decision);
        }

        using var person = _persons.AttemptAcquire(who);
        if (!person.IsAcquired)
        {
            return Patience($"That is more than {_limits.PerPerson} commands of yours within a minute, so this one was not taken.", person);
        }

        using var channel = _channels.AttemptAcquire($"{request.Conversation.Platform}:{request.Conversation.Channel}");
        return channel.IsAcquired
            ? null
            : Patience($"That is more than {_limits.PerChannel} commands in this channel within a minute, so yours was not taken.", channel);
    }

    public void Dispose()
    {
        _persons.Dispose();
        _channels.Dispose();
        _decisions.Dispose();
    }

    private static Problem Patience(string words, RateLimitLease lease)
    {
        var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var told) ? told : Window / Segments;
        return Problem.Refused(words, $"Send it again in {Words.Of(wait)}. approve, deny and cancel have a count of their own.");
    }

    private static PartitionedRateLimiter<string> Limiter(int permits) => PartitionedRateLimiter.Create<string, string>(
        key => RateLimitPartition.GetSlidingWindowLimiter(
            key,
            _ => new SlidingWindowRateLimiterOptions { PermitLimit = permits, Window = Window, SegmentsPerWindow = Segments }),
        StringComparer.OrdinalIgnoreCase);
}
