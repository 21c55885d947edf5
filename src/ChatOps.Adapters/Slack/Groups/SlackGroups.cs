using System.Collections.Frozen;
using ChatOps.Access;
using ChatOps.Adapters.Slack.Outgoing;
using ChatOps.Chat;

namespace ChatOps.Adapters.Slack.Groups;

/// <summary>Slack's user groups.</summary>
public sealed class SlackGroups(SlackWebApi api, TimeProvider time) : IGroups, IDisposable
{
    private const string Prefix = "slack-group:";

    private readonly BriefMemory<FrozenSet<string>> _members = new(time);

    public async Task<bool> IsMemberAsync(string group, Actor actor, CancellationToken cancellationToken)
    {
        if (actor.Platform != SlackChatPlatform.PlatformName || !group.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return false;
        }

        return (await _members.GetAsync(group[Prefix.Length..], LookUpAsync, cancellationToken)).Contains(actor.Id);
    }

    public void Dispose() => _members.Dispose();

    private async Task<FrozenSet<string>> LookUpAsync(string group, CancellationToken cancellationToken) =>
        await api.ListGroupAsync(group, cancellationToken) switch
        {
            { Ok: true, Users: { } users } => users.ToFrozenSet(StringComparer.Ordinal),
            var reply => throw SlackErrors.AsException(reply, group),
        };
}
