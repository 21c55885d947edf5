using ChatOps.Access;
using ChatOps.Adapters.Teams.Outgoing;
using ChatOps.Chat;
using ChatOps.Chat.References;
using Microsoft.Extensions.Options;

namespace ChatOps.Adapters.Teams.Identity;

/// <summary>
/// The addresses of the tenant's own people, as Teams tells them of the members of a conversation: their user principal names,
/// whose domain the tenant has shown to be its own. What Teams calls their e-mail can be any, so it counts for nothing.
/// </summary>
public sealed class TeamsEmails(
    ConnectorClient connector,
    ServiceUrls serviceUrls,
    IConversationReferences references,
    IOptions<TeamsOptions> options,
    TimeProvider time) : IEmails, IDisposable
{
    private const string NoAddress = "";
    private const string GuestMark = "#EXT#";

    private readonly BriefMemory<string> _addresses = new(time);

    public async Task<string?> FindAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (actor.Platform != TeamsPlatform.Name
            || await references.FindPersonAsync(actor, cancellationToken) is not { } person)
        {
            return null;
        }

        var found = await _addresses.GetAsync(actor.Id, (_, stop) => LookUpAsync(person, stop), cancellationToken);
        return found == NoAddress ? null : found;
    }

    public void Dispose() => _addresses.Dispose();

    private async Task<string> LookUpAsync(PersonReference person, CancellationToken cancellationToken)
    {
        var serviceUrl = await serviceUrls.OfAsync(person.Channel, cancellationToken);
        var member = await connector.FindMemberAsync(serviceUrl, person.Channel, person.LocalId, cancellationToken);
        return member is not null && IsOwn(member, person.Id) ? member.UserPrincipalName ?? NoAddress : NoAddress;
    }

    /// <summary>A full member of the tenant, and the very person who was asked for.</summary>
    private bool IsOwn(ConnectorMember member, string objectId) =>
        objectId.Equals(member.AadObjectId ?? member.ObjectId, StringComparison.OrdinalIgnoreCase)
        && options.Value.TenantId.Equals(member.TenantId, StringComparison.OrdinalIgnoreCase)
        && member.UserRole is null or "user"
        && member.UserPrincipalName?.Contains(GuestMark, StringComparison.OrdinalIgnoreCase) is not true;
}
