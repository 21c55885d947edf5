using ChatOps.Simulator.Houston.Data;
using ChatOps.Simulator.Houston.Graph;
using GraphQL;
using GraphQL.Types;

namespace ChatOps.Simulator.Houston.RoleBindings;

/// <summary>Houston of later years: rights come from role bindings, and errors have a code.</summary>
internal sealed class RoleBindingsDialect(HoustonData data) : IHoustonDialect
{
    private const string Bearer = "Bearer ";
    private const string Unauthenticated = "UNAUTHENTICATED";
    private const string Forbidden = "FORBIDDEN";

    public Schema CreateSchema()
    {
        var schema = HoustonSchema.Read("roleBindings.graphql");
        schema.Answer("Query", "self", context => new { RequireSomebody(context).User });
        schema.Answer("Query", "users", Find);
        schema.Answer("Query", "deployments", List);
        schema.Answer("Query", "workspaceDeployments", ListOne);
        schema.Answer("User", "roleBindings", RolesOf);
        schema.Answer("Mutation", "createSystemRoleBinding", Bind);
        return schema;
    }

    public string Credential(string header) =>
        header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? header[Bearer.Length..] : header;

    public void Write(ExecutionError error, HoustonErrorItem item) => item.Add(
        "extensions",
        new Dictionary<string, object?> { ["code"] = (error as HoustonError)?.Kind ?? "GRAPHQL_VALIDATION_FAILED" });

    /// <summary>A list query: who is not there leaves it empty; without an argument all are told.</summary>
    private IReadOnlyList<HoustonUser> Find(IResolveFieldContext context)
    {
        RequireAdmin(context);
        var search = context.GetArgument<IDictionary<string, object?>?>("user");
        var email = search?.TryGetValue("email", out var value) is true ? $"{value}".ToLowerInvariant() : null;
        return email is null ? data.Users : [.. new[] { data.FindByEmail(email) }.OfType<HoustonUser>()];
    }

    private object RolesOf(IResolveFieldContext context)
    {
        var user = (HoustonUser)context.Source!; // only a User has this field
        return data.RoleBindings.Where(binding => binding.UserId == user.Uuid).ToList();
    }

    private HoustonRoleBinding Bind(IResolveFieldContext context)
    {
        RequireAdmin(context);
        var (userId, role) = (context.GetArgument<string>("userId"), context.GetArgument<string>("role"));
        if (!role.StartsWith("SYSTEM", StringComparison.Ordinal))
        {
            throw new HoustonError("A system role binding needs a system role", "BAD_USER_INPUT");
        }

        if (data.FindUser(userId) is null)
        {
            throw new HoustonError("No user was found", "BAD_USER_INPUT");
        }

        if (data.RoleBindings.Exists(binding => binding.UserId == userId && binding.Role == role))
        {
            throw new HoustonError("A duplicate role binding already exists", "BAD_USER_INPUT");
        }

        var bound = new HoustonRoleBinding($"c{Guid.NewGuid():N}"[..25], userId, role);
        data.RoleBindings.Add(bound);
        return bound;
    }

    private object List(IResolveFieldContext context)
    {
        RequireAdmin(context);
        return data.Deployments.Select(Answer).ToList();
    }

    private object ListOne(IResolveFieldContext context)
    {
        RequireSomebody(context);
        var (workspace, release) = (context.Text("workspaceUuid"), context.Text("releaseName"));
        return data.Deployments
            .Where(row => row.WorkspaceUuid == workspace && (release is null || row.ReleaseName == release))
            .Select(Answer)
            .ToList();
    }

    private object Answer(HoustonDeployment row)
    {
        var workspace = data.Workspaces.First(each => each.Uuid == row.WorkspaceUuid);
        return new
        {
            Id = row.Uuid,
            row.Label,
            row.ReleaseName,
            row.Version,
            AirflowVersion = row.Version,
            Workspace = new { Id = workspace.Uuid, workspace.Label },
        };
    }

    private static Requester RequireSomebody(IResolveFieldContext context) =>
        context.Requester() is { State: TokenState.Good } somebody
            ? somebody
            : throw new HoustonError("You do not have the appropriate permissions to do that", Unauthenticated);

    private static void RequireAdmin(IResolveFieldContext context)
    {
        if (!RequireSomebody(context).IsAdmin)
        {
            throw new HoustonError("You do not have the appropriate permissions to do that", Forbidden);
        }
    }
}
