using ChatOps.Chat.References;
using Microsoft.Extensions.Options;

namespace ChatOps.Adapters.Teams.Outgoing;

/// <summary>Where a conversation is answered: where it was heard from last, or where Teams usually is.</summary>
public sealed class ServiceUrls(IConversationReferences references, IOptions<TeamsOptions> options)
{
    public async Task<Uri> OfAsync(string channel, CancellationToken cancellationToken) =>
        await references.FindAsync(TeamsPlatform.Name, channel, cancellationToken) is { } known
            ? new Uri(known.ServiceUrl)
            : options.Value.ServiceUrl;
}
