using ChatOps.Access;
using ChatOps.Audit;
using ChatOps.Chat;
using ChatOps.Commands;

namespace ChatOps.Desk;

/// <summary>Lets a command in or refuses it; a refusal is on record before it is told.</summary>
public sealed class CommandGate(CommandCatalog catalog, Grants grants, Scopes scopes, IAuditTrail audit)
{
    /// <returns>Why the asker may not say this here; null lets it in.</returns>
    public async Task<Problem?> RefuseAsync(ICommand command, Request request, CancellationToken cancellationToken)
    {
        var refusal = await grants.RefuseAsync(
            request.Actor, catalog.EntryOf(command).Role, scopes.Of(command, request.Conversation), cancellationToken);
        if (refusal is not null)
        {
            await audit.AppendAsync(request.Refused(refusal.Text), cancellationToken);
        }

        return refusal;
    }
}
