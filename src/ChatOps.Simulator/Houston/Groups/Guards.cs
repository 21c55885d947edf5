using ChatOps.Simulator.Houston.Data;
using ChatOps.Simulator.Houston.Graph;
using GraphQL;

namespace ChatOps.Simulator.Houston.Groups;

/// <summary>Who may ask for a field.</summary>
internal static class Guards
{
    /// <exception cref="HoustonError">Nobody whom the server knows.</exception>
    public static Requester RequireSomebody(this IResolveFieldContext context) => context.Requester() switch
    {
        { State: TokenState.Good } somebody => somebody,
        { State: TokenState.Expired } => throw new HoustonError("Authentication token has expired", "AuthError"),
        _ => throw NotAuthorized(
            context.FieldDefinition.Name, new Dictionary<string, object?> { ["guard"] = "authenticated" }),
    };

    /// <param name="permission">What the server calls the right, which its answer names.</param>
    /// <exception cref="HoustonError">Nobody, or somebody without the right.</exception>
    public static Requester RequireAdmin(this IResolveFieldContext context, string permission) =>
        context.RequireSomebody() is { IsAdmin: true } admin ? admin : throw NotAuthorized(permission, new());

    private static HoustonError NotAuthorized(string what, Dictionary<string, object?> detail) =>
        new($"Requester not authorized to execute \"{what}\"", "AuthError", detail);
}
