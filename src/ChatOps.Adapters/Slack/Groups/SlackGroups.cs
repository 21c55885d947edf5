using System.Collections.Frozen;
using ChatOps.Access;
using ChatOps.Adapters.Slack.Outgoing;
using ChatOps.Chat;

namespace ChatOps.Adapters.Slack.Groups;

/// <summary>Slack's user groups, each looked up at most once a minute, since Slack lets a group be read some 20 times a minute.</summary>
public sealed class SlackGroups(SlackWebApi api, TimeProvider time) : IGroups, IDisposable
{
    /// <summary>How long a membership is believed; whoever left a group keeps its rights for this long at most.</summary>
    public static readonly TimeSpan Freshness = TimeSpan.FromSeconds(60);

    private const string Prefix = "slack-group:";

    /// <summary>One look-up at a time: whoever waits finds the answer that the first one got.</summary>
    private readonly SemaphoreSlim _lookingUp = new(1, 1);
    private readonly Dictionary<string, Members> _known = new(StringComparer.Ordinal);

    public async Task<bool> IsMemberAsync(string group, Actor actor, CancellationToken cancellationToken)
    {
        if (actor.Platform != SlackChatPlatform.PlatformName || !group.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return false;
        }

        await _lookingUp.WaitAsync(cancellationToken);
        try
        {
            return (await MembersAsync(group[Prefix.Length..], cancellationToken)).Contains(actor.Id);
        }
        finally
        {
            _lookingUp.Release();
        }
    }

    public void Dispose() => _lookingUp.Dispose();

    private async Task<FrozenSet<string>> MembersAsync(string group, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue(group, out var known) && time.GetUtcNow() < known.Until)
        {
            return known.Ids;
        }

        // What can't be renewed is not believed any longer: who may is never guessed.
        _known.Remove(group);
        var reply = await api.ListGroupAsync(group, cancellationToken);
        if (reply is not { Ok: true, Users: { } users })
        {
            throw SlackErrors.AsException(reply, group);
        }

        var members = new Members(users.ToFrozenSet(StringComparer.Ordinal), time.GetUtcNow() + Freshness);
        _known[group] = members;
        return members.Ids;
    }

    private sealed record Members(FrozenSet<string> Ids, DateTimeOffset Until);
}
