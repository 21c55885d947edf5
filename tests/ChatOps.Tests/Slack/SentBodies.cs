using System.Collections.Concurrent;

namespace ChatOps.Tests.Slack;

/// <summary>Which bodies a property test has sent: of two that are the same, and so signed the same, one is a replay.</summary>
internal sealed class SentBodies
{
    private readonly ConcurrentDictionary<string, int> _counts = new(StringComparer.Ordinal);

    /// <summary>To be called before it is sent.</summary>
    public void Add(string body) => _counts.AddOrUpdate(body, addValue: 1, (_, count) => count + 1);

    public bool HasTwice(string body) => _counts[body] > 1;
}
