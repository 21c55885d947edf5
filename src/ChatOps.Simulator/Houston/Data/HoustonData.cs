using System.Globalization;

namespace ChatOps.Simulator.Houston.Data;

/// <summary>What a Houston keeps in its database. One request at a time is let at it, as a transaction would be.</summary>
internal sealed class HoustonData(TimeProvider time)
{
    public const string EveryUser = "default_user";
    public const string WorkspaceOwner = "template_workspace_owner";
    public const string Administrators = "default_admin";

    /// <summary>The database does not answer.</summary>
    public volatile bool IsAway;

    public HoustonTokens Tokens { get; } = new(time);

    public List<HoustonUser> Users { get; } = [];

    /// <summary>In the order of their rows, which is the one they are listed in.</summary>
    public List<HoustonGroup> Groups { get; } = [];

    public List<HoustonInvite> Invites { get; } = [];

    public List<HoustonServiceAccount> ServiceAccounts { get; } = [];

    public List<HoustonWorkspace> Workspaces { get; } = [];

    public List<HoustonDeployment> Deployments { get; } = [];

    public List<HoustonRoleBinding> RoleBindings { get; } = [];

    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>Now, as JavaScript writes dates.</summary>
    public string Stamp() => string.Create(
        CultureInfo.InvariantCulture, $"{Now.UtcDateTime:ddd MMM dd yyyy HH:mm:ss} GMT+0000 (Coordinated Universal Time)");

    public static string NewUuid() => Guid.NewGuid().ToString();

    public HoustonUser? FindUser(string uuid) => Users.Find(user => user.Uuid == uuid);

    public HoustonUser? FindByEmail(string address) =>
        Users.Find(user => user.Emails.Exists(email => email.Address == address));

    public bool IsAdministrator(string userUuid) =>
        Groups.Exists(group => group.Label == Administrators && group.Members.Contains(userUuid));

    /// <summary>The people of a group, in the order in which they joined.</summary>
    public IReadOnlyList<HoustonUser> MembersOf(HoustonGroup group) =>
        [.. group.Members.Select(FindUser).OfType<HoustonUser>()];

    /// <returns>False when the person was in it already.</returns>
    public bool TryJoin(string groupUuid, string userUuid)
    {
        var index = Groups.FindIndex(group => group.Uuid == groupUuid);
        if (Groups[index].Members.Contains(userUuid))
        {
            return false;
        }

        Groups[index] = Groups[index] with { Members = Groups[index].Members.Add(userUuid) };
        return true;
    }

    public void Leave(string groupUuid, string userUuid)
    {
        var index = Groups.FindIndex(group => group.Uuid == groupUuid);
        Groups[index] = Groups[index] with { Members = Groups[index].Members.Remove(userUuid) };
    }

    /// <summary>Signs somebody up: into the group of all, and the first one into that of the administrators.</summary>
    public HoustonUser SignUp(HoustonUser user)
    {
        var isFirst = Users.Count == 0;
        Users.Add(user);
        TryJoin(GroupOf(EveryUser).Uuid, user.Uuid);
        if (isFirst)
        {
            TryJoin(GroupOf(Administrators).Uuid, user.Uuid);
        }

        return user;
    }

    public HoustonGroup GroupOf(string label) => Groups.First(group => group.Label == label);
}
