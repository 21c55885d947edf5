using ChatOps.Houston;

namespace ChatOps.Adapters.Houston.Dialects;

// What the documents ask for, under the names of either form: 2018 says uuid, later years id.

internal sealed record UserRow(
    string? Uuid, string? Id, string? Username, string? Status, IReadOnlyList<EmailRow?>? Emails, IReadOnlyList<RoleRow?>? RoleBindings)
{
    private const string Pending = "pending";

    public string? Key => Uuid ?? Id;

    /// <summary>It is one of their addresses, or the name that they sign in by, which is an address where nobody chose one.</summary>
    public bool IsKnownAs(string email) =>
        Emails?.Any(each => Same(each?.Address, email)) is true || Same(Username, email);

    /// <param name="sought">The address by which they were found, or null.</param>
    /// <returns>Null for a row without what a person needs.</returns>
    public HoustonPerson? AsPerson(string? sought = null) => Key is { Length: > 0 } key
        ? new(key, Address(sought) ?? sought ?? "", Username ?? "", Status != Pending)
        : null;

    /// <summary>The one that was sought, as Houston spells it; else the one they want to be written to.</summary>
    private string? Address(string? sought) => Emails?.OfType<EmailRow>()
        .OrderByDescending(email => Same(email.Address, sought))
        .ThenByDescending(email => email.Primary is true)
        .FirstOrDefault()?.Address;

    private static bool Same(string? address, string? other) => string.Equals(address, other, StringComparison.OrdinalIgnoreCase);
}

internal sealed record EmailRow(string? Address, bool? Primary);

internal sealed record RoleRow(string? Role);

internal sealed record GroupRow(string? Uuid, string? Label, IReadOnlyList<UserRow?>? Users);

internal sealed record WorkspaceRow(string? Uuid, string? Id, string? Label)
{
    public string? Key => Uuid ?? Id;
}

internal sealed record DeploymentRow(string? ReleaseName, string? Label, string? Version, string? AirflowVersion, WorkspaceRow? Workspace)
{
    /// <param name="workspace">The label of the workspace that was asked for, where the row does not tell its own.</param>
    public HoustonDeployment? AsDeployment(string? workspace = null) => ReleaseName is { Length: > 0 } release
        ? new(release, Label ?? "", Workspace?.Label ?? workspace, AirflowVersion ?? Version)
        : null;
}
