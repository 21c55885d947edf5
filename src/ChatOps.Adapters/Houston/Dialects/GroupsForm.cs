using ChatOps.Adapters.Houston.GraphQL;
using ChatOps.Houston;

namespace ChatOps.Adapters.Houston.Dialects;

/// <summary>
/// Houston of 2018. Grafana opens for members of one of three system groups, which are administrators of everything. The types
/// of the variables are exactly those of its schema, which has Uuid in one place and String in another.
/// </summary>
internal sealed class GroupsForm(GraphQLHttpClient client) : IHoustonForm
{
    private const string Administrators = "default_admin";
    private const string SystemGroups = "system";

    private readonly WorkspaceDeployments _deployments = new(client, key: "uuid", version: "version");

    public GrafanaRight Right { get; } = new(Administrators, IsWholePlatform: true, CanBeTakenBack: true);

    public async Task<Answer<HoustonPerson?>> FindPersonAsync(string email, CancellationToken cancellationToken)
    {
        var response = await client.SendQueryAsync<UsersData>(
            new(
                "query GetUser($email: String) { users(email: $email) { uuid username status emails { address primary } } }",
                new { email },
                "GetUser"),
            cancellationToken);

        // Nobody is a list that holds one null. Its search is exact; a row that tells other addresses would be somebody else's.
        return Answer<HoustonPerson?>.Of(
            response,
            data => data.Users?.OfType<UserRow>().FirstOrDefault(user => user.Emails is not { Count: > 0 } || user.IsKnownAs(email))?.AsPerson(email));
    }

    public async Task<Answer<IReadOnlyList<GrafanaMember>>> ListGrafanaAsync(CancellationToken cancellationToken)
    {
        var response = await client.SendQueryAsync<GroupsData>(
            new(
                "query GetMembers($type: String) { groups(entityType: $type) { uuid label users { uuid username status emails { address primary } } } }",
                new { type = SystemGroups },
                "GetMembers"),
            cancellationToken);
        var members = Answer<IReadOnlyList<GrafanaMember>>.Of(response, data => Group(data)?.Users is { } users
            ? [.. users.Select(user => user?.AsPerson()).OfType<HoustonPerson>().Select(person => new GrafanaMember(person, Administrators))]
            : null);
        return members is { Verdict: Verdict.Answered, Data: null } ? new(Verdict.Failed, Data: null) : members;
    }

    public Task<Answer<bool>> GrantAsync(HoustonPerson person, CancellationToken cancellationToken) => ChangeAsync(
        "mutation AddAdmin($groupUuid: Uuid!, $userUuid: String!) { groupAddUser(groupUuid: $groupUuid, userUuid: $userUuid) { uuid } }",
        "AddAdmin",
        person,
        cancellationToken);

    public Task<Answer<bool>> RevokeAsync(HoustonPerson person, CancellationToken cancellationToken) => ChangeAsync(
        "mutation RemoveAdmin($groupUuid: Uuid!, $userUuid: Uuid!) { groupRemoveUser(groupUuid: $groupUuid, userUuid: $userUuid) { uuid } }",
        "RemoveAdmin",
        person,
        cancellationToken);

    public Task<Answer<IReadOnlyList<HoustonDeployment>>> ListDeploymentsAsync(
        IReadOnlyCollection<string> releases, CancellationToken cancellationToken) =>
        _deployments.ListAsync(releases, cancellationToken);

    private async Task<Answer<bool>> ChangeAsync(
        string document, string name, HoustonPerson person, CancellationToken cancellationToken)
    {
        var groups = await client.SendQueryAsync<GroupsData>(
            new(
                "query GetAdminGroup($type: String) { groups(entityType: $type) { uuid label } }",
                new { type = SystemGroups },
                "GetAdminGroup"),
            cancellationToken);
        if (groups.Data is not { } data || Group(data)?.Uuid is not { } groupUuid)
        {
            return new(groups.Verdict is Verdict.Answered ? Verdict.Failed : groups.Verdict, Data: false);
        }

        var response = await client.SendMutationAsync<ChangedData>(
            new(document, new { groupUuid, userUuid = person.Uuid }, name), cancellationToken);
        return response is { Verdict: Verdict.Answered, Data.Changed: null }
            ? new(Verdict.Garbled, Data: false)
            : new(response.Verdict, response.Data?.Changed is not null);
    }

    /// <summary>By its label: the first of the three is everybody's.</summary>
    private static GroupRow? Group(GroupsData data) => data.Groups?.FirstOrDefault(group => group?.Label == Administrators);

    private sealed record UsersData(IReadOnlyList<UserRow?>? Users);

    private sealed record GroupsData(IReadOnlyList<GroupRow?>? Groups);

    private sealed record ChangedData(GroupRow? GroupAddUser, GroupRow? GroupRemoveUser)
    {
        public GroupRow? Changed => GroupAddUser ?? GroupRemoveUser;
    }
}
