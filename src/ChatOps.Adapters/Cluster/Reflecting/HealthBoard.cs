using ChatOps.Inventory;
using Microsoft.Extensions.Logging;

namespace ChatOps.Adapters.Cluster.Reflecting;

/// <summary>
/// How well each kind is being watched, summed up for everybody. An outage is logged once when it begins, however many
/// watches it hits and however often they try, and once when it is over.
/// </summary>
internal sealed partial class HealthBoard(TimeProvider time, ILogger<HealthBoard> logger)
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, Standing> _standings = [];
    private readonly HashSet<string> _told = [];
    private volatile InventoryHealth _health = InventoryHealth.Empty;

    public InventoryHealth Health => _health;

    /// <summary>A kind that must be listed before the picture is complete.</summary>
    public void Expect(string kind) => Change(kind, standing => standing);

    /// <summary>The whole kind was listed.</summary>
    public void Listed(string kind) => Change(kind, standing => standing with { IsListed = true });

    /// <summary>The API server gave a sign of life, and what is known of the kind is current.</summary>
    public void Heard(string kind) => Change(kind, standing =>
        standing with { Heard = time.GetUtcNow(), StaleSince = null, Problem = null, Excuse = null });

    /// <summary>A kind that the bot may not see, and can do without: the picture is complete all the same, and says what is missing.</summary>
    /// <param name="problem">Why the kind can't be listed, in words.</param>
    public void Excused(string kind, string problem) => Change(kind, standing =>
        standing with { StaleSince = null, Problem = null, Excuse = problem });

    /// <param name="problem">Why the kind can't be listed or watched, in words.</param>
    public void Failed(string kind, string problem) => Change(kind, standing => standing with
    {
        StaleSince = standing.StaleSince ?? standing.Heard ?? time.GetUtcNow(),
        Problem = problem,
    });

    private void Change(string kind, Func<Standing, Standing> change)
    {
        lock (_gate)
        {
            var before = _standings.GetValueOrDefault(kind);
            var after = change(before ?? new Standing());
            _standings[kind] = after;
            if (before is null || before with { Heard = after.Heard } != after)
            {
                var previous = _health;
                _health = SumUp();
                Tell(previous, after.Problem);
                TellUnseen(before?.Excuse, after.Excuse);
            }
        }
    }

    private InventoryHealth SumUp() => new(
        _standings.Values.All(standing => standing.IsListed || standing.Excuse is not null),
        _standings.Values.Min(standing => standing.StaleSince),
        Problems() ?? Unlisted())
    {
        Unseen = Joined(standing => standing.Excuse),
    };

    private string? Problems() => Joined(standing => standing.Problem);

    private string? Joined(Func<Standing, string?> words)
    {
        var all = _standings.Values.Select(words).OfType<string>().Distinct().ToList();
        return all.Count is 0 ? null : string.Join(' ', all);
    }

    private string? Unlisted()
    {
        var kinds = _standings.Where(item => item.Value is { IsListed: false, Excuse: null }).Select(item => item.Key).ToList();
        return kinds.Count is 0 ? null : $"The cluster is still being listed: {string.Join(", ", kinds)}.";
    }

    private void Tell(InventoryHealth previous, string? problem)
    {
        if (problem is not null && _told.Add(problem))
        {
            LogStale(_health.StaleSince, problem);
        }
        else if (_health.StaleSince is null && previous.StaleSince is { } since)
        {
            LogCurrentAgain(time.GetUtcNow() - since);
            _told.Clear();
        }
    }

    private void TellUnseen(string? before, string? excuse)
    {
        if (excuse is not null && excuse != before)
        {
            LogUnseen(excuse);
        }
    }

    private sealed record Standing(
        bool IsListed = false, DateTimeOffset? Heard = null, DateTimeOffset? StaleSince = null, string? Problem = null,
        string? Excuse = null);

    [LoggerMessage(LogLevel.Warning, "The inventory is stale since {Since:u}: {Problem}")]
    private partial void LogStale(DateTimeOffset? since, string problem);

    [LoggerMessage(LogLevel.Warning, "The inventory does without a kind: {Problem}")]
    private partial void LogUnseen(string problem);

    [LoggerMessage(LogLevel.Information, "The inventory is current again after {Outage}")]
    private partial void LogCurrentAgain(TimeSpan outage);
}
