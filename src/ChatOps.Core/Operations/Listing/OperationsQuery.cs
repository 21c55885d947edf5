using System.ComponentModel;
using ChatOps.Commands;

namespace ChatOps.Operations.Listing;

/// <summary>Asks what is being done, and what was done lately.</summary>
/// <param name="Review">Only what ran without approval and was not signed off yet.</param>
public sealed record OperationsQuery(bool Review) : ISiftedQuery
{
    public static void Register(CommandCatalog commands) => commands
        .Add(
            "operations",
            "Lists what is being done and what was done lately.",
            ([Description("Only what ran without approval and waits for somebody else to sign it off.")] bool review) =>
                new OperationsQuery(review))
        .Example("operations")
        .Example("operations --review");
}
