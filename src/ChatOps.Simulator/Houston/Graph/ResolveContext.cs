using ChatOps.Simulator.Houston.Data;
using GraphQL;

namespace ChatOps.Simulator.Houston.Graph;

/// <summary>What a field's method knows of the request.</summary>
internal static class ResolveContext
{
    private const string RequesterKey = "requester";
    private const string CookieKey = "cookie";

    public static Dictionary<string, object?> Create(Requester requester) => new() { [RequesterKey] = requester };

    public static Requester Requester(this IResolveFieldContext context) =>
        (Requester)context.UserContext[RequesterKey]!; // put in by Create

    /// <summary>A text argument; null where it was left out or is null.</summary>
    public static string? Text(this IResolveFieldContext context, string argument) => context.GetArgument<string?>(argument);

    /// <summary>The cookie that goes with the answer, or null.</summary>
    public static string? Cookie(IDictionary<string, object?> context) => context.TryGetValue(CookieKey, out var cookie) ? (string?)cookie : null;

    public static void SetCookie(this IResolveFieldContext context, string cookie) => context.UserContext[CookieKey] = cookie;

    /// <summary>Lets one item of the field's list fail.</summary>
    public static void FailAt(this IResolveFieldContext context, ExecutionError error, int index)
    {
        error.Path = [.. context.ResponsePath, index];
        error.AddLocation(GraphQLParser.Location.FromLinearPosition(context.Document.Source, context.FieldAst.Location.Start));
        context.Errors.Add(error);
    }
}
