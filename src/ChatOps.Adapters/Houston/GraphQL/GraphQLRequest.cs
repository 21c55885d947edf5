using System.Text.Json.Serialization;

namespace ChatOps.Adapters.Houston.GraphQL;

/// <summary>A document with its variables: what a person typed is never part of the document.</summary>
/// <param name="Query">The document.</param>
/// <param name="Variables">An object whose members are the variables, or null for none.</param>
internal sealed record GraphQLRequest(string Query, object? Variables = null, string? OperationName = null)
{
    /// <summary>A no is as good an answer as any: nobody need be warned of it.</summary>
    [JsonIgnore]
    public bool MayBeRefused { get; init; }
}
