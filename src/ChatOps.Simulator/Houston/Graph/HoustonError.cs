using GraphQL;

namespace ChatOps.Simulator.Houston.Graph;

/// <summary>An answer that is an error.</summary>
/// <param name="kind">"AuthError", "InputError", "TypeError", or "error" for PostgreSQL's.</param>
/// <param name="detail">What the item says as its data, or null for none.</param>
internal sealed class HoustonError(string message, string kind, Dictionary<string, object?>? detail = null)
    : ExecutionError(message)
{
    public string Kind => kind;

    public Dictionary<string, object?>? Detail => detail;
}
