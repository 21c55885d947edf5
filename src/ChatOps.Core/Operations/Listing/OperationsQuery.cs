using ChatOps.Commands;

namespace ChatOps.Operations.Listing;

/// <summary>Asks what is being done, and what was done lately.</summary>
public sealed record OperationsQuery : IQuery
{
    public static void Register(CommandCatalog commands) => commands
        .Add("operations", "Lists what is being done and what was done lately.", () => new OperationsQuery())
        .Example("operations");
}
