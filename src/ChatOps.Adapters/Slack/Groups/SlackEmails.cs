using ChatOps.Access;
using ChatOps.Adapters.Slack.Identity;
using ChatOps.Adapters.Slack.Outgoing;
using ChatOps.Chat;
using Microsoft.Extensions.Options;

namespace ChatOps.Adapters.Slack.Groups;

/// <summary>
/// The e-mail addresses of Slack's users, as far as the bot's own workspace answers for them: whoever is a guest, a bot or of
/// another workspace may hold any address there.
/// </summary>
public sealed class SlackEmails(
    SlackWebApi api, SlackIdentity identity, IOptions<SlackOptions> options, TimeProvider time) : IEmails, IDisposable
{
    private const string NoAddress = "";

    private readonly BriefMemory<string> _addresses = new(time);

    public async Task<string?> FindAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (actor.Platform != SlackChatPlatform.PlatformName)
        {
            return null;
        }

        var found = await _addresses.GetAsync(actor.Id, LookUpAsync, cancellationToken);
        return found == NoAddress ? null : found;
    }

    public void Dispose() => _addresses.Dispose();

    private async Task<string> LookUpAsync(string id, CancellationToken cancellationToken)
    {
        if (identity.HomeBy(options.Value) is not { } home)
        {
            throw new ChatUnavailableException("Slack has not said yet which workspace is the bot's.");
        }

        return await api.GetUserAsync(id, cancellationToken) switch
        {
            { Ok: true, User: { } user } => user.TeamId == home && IsOwn(user) ? user.Profile?.Email ?? NoAddress : NoAddress,
            var reply => throw SlackErrors.AsException(reply, id),
        };
    }

    /// <summary>A full member, whose address somebody has answered from.</summary>
    private static bool IsOwn(SlackUser user) => user is
    {
        Deleted: false, IsBot: false, IsRestricted: false, IsUltraRestricted: false, IsStranger: false,
        IsEmailConfirmed: not false,
    };
}
