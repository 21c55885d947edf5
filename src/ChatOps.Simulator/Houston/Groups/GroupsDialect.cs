using ChatOps.Simulator.Houston.Data;
using ChatOps.Simulator.Houston.Graph;
using GraphQL;
using GraphQL.Types;

namespace ChatOps.Simulator.Houston.Groups;

/// <summary>Houston of 2018: rights come from three system groups.</summary>
internal sealed class GroupsDialect(HoustonData data) : IHoustonDialect
{
    public Schema CreateSchema()
    {
        var schema = HoustonSchema.Read("groups.graphql");
        var people = new PeopleFields(data);
        var groups = new GroupFields(data);
        var platform = new PlatformFields(data);
        schema.Answer("Query", "users", people.Find);
        schema.Answer("Query", "self", PeopleFields.Self);
        schema.Answer("Query", "invites", people.Invites);
        schema.Answer("Query", "authConfig", people.AuthConfig);
        schema.Answer("Query", "groups", groups.List);
        schema.Answer("Group", "users", GroupFields.Users);
        schema.Answer("Query", "deployments", platform.Deployments);
        schema.Answer("Query", "deploymentConfig", PlatformFields.DeploymentConfig);
        schema.Answer("Query", "workspaces", platform.Workspaces);
        schema.Answer("Query", "serviceAccounts", platform.ServiceAccounts);
        schema.Answer("Mutation", "createToken", people.CreateToken);
        schema.Answer("Mutation", "createUser", people.CreateUser);
        schema.Answer("Mutation", "createInviteToken", people.CreateInviteToken);
        schema.Answer("Mutation", "groupAddUser", groups.Add);
        schema.Answer("Mutation", "groupRemoveUser", groups.Remove);
        return schema;
    }

    public string Credential(string header) => header;

    /// <summary>Items without extensions, and with the server's own kind of error.</summary>
    public void Write(ExecutionError error, HoustonErrorItem item)
    {
        var own = error as HoustonError;
        item.Add("type", own?.Kind ?? "GraphQLError");
        if (own?.Detail is { } detail)
        {
            item.Add("data", detail);
        }

        item.Add("timestamp", data.Now.ToUnixTimeMilliseconds());
    }
}
