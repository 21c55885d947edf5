using ChatOps.Adapters.Houston.GraphQL;

namespace ChatOps.Adapters.Houston.Dialects;

/// <summary>What introspection told of a Houston, as far as the forms differ in it. It needs no token.</summary>
internal sealed record HoustonSchema(
    SchemaType? Query, SchemaType? Mutation, SchemaType? User, SchemaType? Deployment, SchemaType? Role)
{
    public static readonly GraphQLRequest Question = new(
        """
        query Dialect {
          query: __type(name: "Query") { fields { name args { name } } }
          mutation: __type(name: "Mutation") { fields { name } }
          user: __type(name: "User") { fields { name } }
          deployment: __type(name: "Deployment") { fields { name } }
          role: __type(name: "Role") { enumValues { name } }
        }
        """,
        OperationName: "Dialect");

    /// <summary>What a Houston of today has, for one that does not let itself be asked.</summary>
    public static readonly HoustonSchema Latest = new(
        new([new("users", [new("user")]), new("deployments", [])], EnumValues: null),
        new([new("createSystemRoleBinding", Args: null)], EnumValues: null),
        new([new("id", null), new("username", null), new("status", null), new("emails", null), new("roleBindings", null)], EnumValues: null),
        new([new("releaseName", null), new("label", null), new("version", null), new("workspace", null)], EnumValues: null),
        new(Fields: null, [new("SYSTEM_ADMIN"), new("SYSTEM_VIEWER")]));

    /// <summary>True for groups, false for role bindings, null for neither.</summary>
    public bool? HasGroups => (Has(Mutation, "groupAddUser"), Has(Mutation, "createSystemRoleBinding")) switch
    {
        (_, true) => false,
        (true, _) => true,
        _ => null,
    };

    public static bool Has(SchemaType? type, string field) => type?.Fields?.Any(each => each.Name == field) is true;

    public bool QueryTakes(string field, string argument) =>
        Query?.Fields?.FirstOrDefault(each => each.Name == field)?.Args?.Any(each => each.Name == argument) is true;

    public bool HasRole(string role) => Role?.EnumValues?.Any(each => each.Name == role) is true;
}

internal sealed record SchemaType(IReadOnlyList<SchemaField>? Fields, IReadOnlyList<SchemaName>? EnumValues);

internal sealed record SchemaField(string Name, IReadOnlyList<SchemaName>? Args);

internal sealed record SchemaName(string Name);
