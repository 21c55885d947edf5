using ChatOps.Adapters.Teams.Incoming.Activities;
using ChatOps.Adapters.Teams.Outgoing;
using ChatOps.Chat.References;
using Microsoft.Extensions.Logging;

namespace ChatOps.Adapters.Teams.Identity;

/// <summary>
/// Finds the object ids of people who are mentioned, by which they are known to the settings and to those who ask for their
/// addresses; a mention itself holds an id that is the bot's alone.
/// </summary>
public sealed partial class MentionedPeople(
    ConnectorClient connector, IConversationReferences references, TimeProvider time, ILogger<MentionedPeople> logger)
{
    /// <summary>Of the few seconds that there are for all.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>Who names more people means no one of them.</summary>
    private const int Most = 5;

    private const int LongestId = 200;

    /// <summary>Those that Teams knows, by the id in the mention. Who is not found in time is left out.</summary>
    public async Task<IReadOnlyDictionary<string, string>> OfAsync(Activity activity, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var id in activity.Mentions.Select(mention => mention.Id).Where(IsPerson).Distinct().Take(Most))
        {
            try
            {
                if (await FindAsync(activity, id, either.Token) is { } objectId)
                {
                    found[id] = objectId;
                }
            }
            catch (Exception away) when (!cancellationToken.IsCancellationRequested)
            {
                LogUnknown(id, $"{activity}", away.Message);
            }
        }

        return found;
    }

    /// <summary>Neither a bot nor a channel, a team or a tag; nor anything that Teams would not name anybody by.</summary>
    private static bool IsPerson(string id) => id.StartsWith("29:", StringComparison.Ordinal) && id.Length <= LongestId;

    /// <summary>Remembers where they were seen, so that their address can be asked for.</summary>
    private async Task<string?> FindAsync(Activity activity, string id, CancellationToken cancellationToken)
    {
        var channel = activity.Place.Channel;
        var member = await connector.FindMemberAsync(new Uri(activity.ServiceUrl), channel, id, cancellationToken);
        if (!Guid.TryParse(member?.AadObjectId ?? member?.ObjectId, out var objectId))
        {
            return null;
        }

        var person = new PersonReference(TeamsPlatform.Name, $"{objectId:D}", id, channel, PersonalChannel: null);
        await references.RememberAsync(person, cancellationToken);
        return person.Id;
    }

    [LoggerMessage(LogLevel.Warning, "Who is {Id} in {Activity} could not be asked for: {Reason}")]
    private partial void LogUnknown(string id, string activity, string reason);
}
