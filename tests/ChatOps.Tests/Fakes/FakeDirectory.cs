using ChatOps.Access;
using ChatOps.Chat;

namespace ChatOps.Tests.Fakes;

/// <summary>What a chat platform knows of its people: groups and e-mail addresses, as the test says.</summary>
internal sealed class FakeDirectory : IGroups, IEmails
{
    /// <summary>Members by group, both as grants spell them.</summary>
    public Dictionary<string, HashSet<string>> Groups { get; } = [];

    /// <summary>Addresses by account.</summary>
    public Dictionary<string, string> Emails { get; } = [];

    /// <summary>What it throws instead of an answer, or null.</summary>
    public Exception? Fault { get; set; }

    /// <summary>Accounts that it refuses to say anything about.</summary>
    public HashSet<string> Unknown { get; } = [];

    /// <summary>It never answers.</summary>
    public bool Hangs { get; set; }

    public int Asked { get; private set; }

    public async Task<bool> IsMemberAsync(string group, Actor actor, CancellationToken cancellationToken)
    {
        await ThinkAsync(actor, cancellationToken);
        return Groups.TryGetValue(group, out var members) && members.Contains(actor.Key);
    }

    public async Task<string?> FindAsync(Actor actor, CancellationToken cancellationToken)
    {
        await ThinkAsync(actor, cancellationToken);
        return Emails.GetValueOrDefault(actor.Key);
    }

    private Task ThinkAsync(Actor actor, CancellationToken cancellationToken)
    {
        Asked++;
        return (Fault, Hangs) switch
        {
            (null, false) when Unknown.Contains(actor.Key) => Task.FromException(new ChatRefusedException("user_not_found")),
            ({ } fault, _) => Task.FromException(fault),
            (_, true) => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken),
            _ => Task.CompletedTask,
        };
    }
}
