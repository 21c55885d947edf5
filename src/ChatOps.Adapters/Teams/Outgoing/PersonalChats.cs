using ChatOps.Chat;
using ChatOps.Chat.References;
using Microsoft.Extensions.Options;

namespace ChatOps.Adapters.Teams.Outgoing;

/// <summary>What is for one person alone goes into their own chat with the bot.</summary>
public sealed class PersonalChats(
    ConnectorClient connector, ServiceUrls serviceUrls, IConversationReferences references, IOptions<TeamsOptions> options)
{
    /// <summary>The person's chat, begun if there is none.</summary>
    /// <inheritdoc cref="IChatPlatform.PostAsync" path="/exception"/>
    public async Task<Conversation> OpenAsync(Actor actor, CancellationToken cancellationToken)
    {
        var person = await references.FindPersonAsync(actor, cancellationToken);
        if (person?.PersonalChannel is { } known)
        {
            return new(TeamsPlatform.Name, known);
        }

        var tenant = options.Value.TenantId;
        var serviceUrl = await serviceUrls.OfAsync(person?.Channel ?? "", cancellationToken);
        var begun = new NewConversation(IsGroup: false, new($"28:{options.Value.AppId}"), tenant)
        {
            Members = [new(person?.LocalId ?? actor.Id)],
            ChannelData = new(Channel: null, new(tenant)),
        };
        if (await connector.BeginAsync(serviceUrl, begun, cancellationToken) is not { Id: { Length: > 0 } channel })
        {
            throw new ChatRefusedException("Teams began no personal chat: add the app for yourself and say something to it.");
        }

        await RememberAsync(actor, person, channel, serviceUrl, cancellationToken);
        return new(TeamsPlatform.Name, channel);
    }

    private async Task RememberAsync(
        Actor actor, PersonReference? person, string channel, Uri serviceUrl, CancellationToken cancellationToken)
    {
        await references.RememberAsync(new ConversationReference(TeamsPlatform.Name, channel, serviceUrl.AbsoluteUri), cancellationToken);
        var known = person ?? new PersonReference(actor.Platform, actor.Id, actor.Id, channel, null);
        await references.RememberAsync(known with { PersonalChannel = channel }, cancellationToken);
    }
}
