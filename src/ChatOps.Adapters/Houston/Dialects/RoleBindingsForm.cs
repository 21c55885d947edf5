using ChatOps.Adapters.Houston.GraphQL;
using ChatOps.Houston;

namespace ChatOps.Adapters.Houston.Dialects;

/// <summary>
/// Houston of 0.8 and later: Grafana opens for whoever has a system role, of which the viewer's is the least. Fields that came
/// and went are asked for where the schema has them.
/// </summary>
internal sealed class RoleBindingsForm(GraphQLHttpClient client, HoustonSchema schema) : IHoustonForm
{
    private const string Viewer = "SYSTEM_VIEWER";
    private const string Administrator = "SYSTEM_ADMIN";
    private const string AnySystemRole = "SYSTEM_";

    private readonly WorkspaceDeployments _byWorkspace = new(client, KeyField(schema), VersionField(schema));

    /// <summary>Taking a role away is a call for teams only; its own command line has none for people.</summary>
    public GrafanaRight Right { get; } = schema.HasRole(Viewer)
        ? new(Viewer, IsWholePlatform: false, CanBeTakenBack: false)
        : new(Administrator, IsWholePlatform: true, CanBeTakenBack: false);

    private string UserFields => string.Join(' ', new[]
    {
        KeyField(schema),
        Known("username"),
        Known("status"),
        "emails { address primary }",
        HoustonSchema.Has(schema.User, "roleBindings") ? "roleBindings { role }" : "",
    });

    public async Task<Answer<HoustonPerson?>> FindPersonAsync(string email, CancellationToken cancellationToken)
    {
        var document = schema.QueryTakes("users", "user")
            ? $$"""query GetUser($email: String!) { users(user: { email: $email }) { {{UserFields}} } }"""
            : $$"""query GetUser($email: String) { users(email: $email) { {{UserFields}} } }""";
        var response = await client.SendQueryAsync<UsersData>(new(document, new { email }, "GetUser"), cancellationToken);

        // A search that is not exact may answer with others, one or more of them: rights are given to whom the address belongs.
        return Answer<HoustonPerson?>.Of(
            response, data => data.Users?.OfType<UserRow>().Where(user => user.IsKnownAs(email)).ToList() is [var only] ? only.AsPerson(email) : null);
    }

    public async Task<Answer<IReadOnlyList<GrafanaMember>>> ListGrafanaAsync(CancellationToken cancellationToken)
    {
        if (!HoustonSchema.Has(schema.User, "roleBindings"))
        {
            return new(Verdict.NotUnderstood, Data: null);
        }

        var response = await client.SendQueryAsync<UsersData>(
            new($$"""query GetMembers { users { {{UserFields}} } }""", OperationName: "GetMembers"), cancellationToken);
        return Answer<IReadOnlyList<GrafanaMember>>.Of(
            response, data => [.. data.Users?.OfType<UserRow>().SelectMany(Members) ?? []]);
    }

    public async Task<Answer<bool>> GrantAsync(HoustonPerson person, CancellationToken cancellationToken)
    {
        var response = await client.SendMutationAsync<BoundData>(
            new(
                "mutation Bind($userId: ID!, $role: Role!) { bound: createSystemRoleBinding(userId: $userId, role: $role) { id } }",
                new { userId = person.Uuid, role = Right.Name },
                "Bind"),
            cancellationToken);
        return response is { Verdict: Verdict.Answered, Data.Bound: null }
            ? new(Verdict.Garbled, Data: false)
            : new(response.Verdict, response.Data?.Bound is not null);
    }

    /// <summary>There is no such call; whoever plans it is told before.</summary>
    public Task<Answer<bool>> RevokeAsync(HoustonPerson person, CancellationToken cancellationToken) =>
        Task.FromResult(new Answer<bool>(Verdict.NotUnderstood, Data: false));

    public async Task<Answer<IReadOnlyList<HoustonDeployment>>> ListDeploymentsAsync(
        IReadOnlyCollection<string> releases, CancellationToken cancellationToken)
    {
        if (schema.QueryTakes("deployments", "releaseName"))
        {
            return await _byWorkspace.ListAsync(releases, cancellationToken);
        }

        var response = await client.SendQueryAsync<DeploymentsData>(
            new($$"""query Deployments { deployments { releaseName label {{VersionField(schema)}} workspace { label } } }""", OperationName: "Deployments"),
            cancellationToken);
        return Answer<IReadOnlyList<HoustonDeployment>>.Of(
            response, data => [.. data.Deployments?.Select(row => row?.AsDeployment()).OfType<HoustonDeployment>() ?? []]);
    }

    private static string KeyField(HoustonSchema schema) => HoustonSchema.Has(schema.User, "id") ? "id" : "uuid";

    private static string VersionField(HoustonSchema schema) =>
        HoustonSchema.Has(schema.Deployment, "airflowVersion") ? "airflowVersion" : "version";

    private string Known(string field) => HoustonSchema.Has(schema.User, field) ? field : "";

    private static IEnumerable<GrafanaMember> Members(UserRow user) =>
        from binding in user.RoleBindings ?? []
        where binding?.Role?.StartsWith(AnySystemRole, StringComparison.Ordinal) is true
        let person = user.AsPerson()
        where person is not null
        select new GrafanaMember(person, binding.Role!); // as was looked at above

    private sealed record UsersData(IReadOnlyList<UserRow?>? Users);

    private sealed record DeploymentsData(IReadOnlyList<DeploymentRow?>? Deployments);

    private sealed record BoundData(BindingRow? Bound);

    private sealed record BindingRow(string? Id);
}
