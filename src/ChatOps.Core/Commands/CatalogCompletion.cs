namespace ChatOps.Commands;

/// <summary>Completes the last word of a text by the grammar and by the names there are now.</summary>
public sealed class CatalogCompletion(CommandCatalog catalog) : ICommandCompletion
{
    public IReadOnlyList<string> Complete(string text)
    {
        var before = text[..(text.LastIndexOf(' ') + 1)];
        return [.. catalog.Complete(text).Select(word => before + word)];
    }
}
