using ChatOps.Chat;

namespace ChatOps.Commands;

/// <summary>Completes the last word of a text by the commands that are offered to whoever types, and by the names there are now.</summary>
public sealed class CatalogCompletion(CommandCatalog catalog, ICommandOffer offer) : ICommandCompletion
{
    public async Task<IReadOnlyList<string>> CompleteAsync(
        string text, Actor actor, Conversation conversation, CancellationToken cancellationToken)
    {
        var before = text[..(text.LastIndexOf(' ') + 1)];
        var offered = await offer.ToAsync(actor, conversation, cancellationToken);
        return [.. catalog.Complete(text, offered).Select(word => before + word)];
    }
}
