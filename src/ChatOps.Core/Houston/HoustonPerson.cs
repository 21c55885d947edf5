namespace ChatOps.Houston;

/// <summary>Somebody who has signed up.</summary>
/// <param name="Uuid">Never changes; what rights are given to.</param>
/// <param name="Email">As Houston spells it. Personal data: shown to who asks and approves, kept in the audit trail, never logged.</param>
/// <param name="Username">Empty where Houston tells none.</param>
/// <param name="IsConfirmed">False while they have not answered the mail that their sign-up caused.</param>
public sealed record HoustonPerson(string Uuid, string Email, string Username, bool IsConfirmed)
{
    /// <summary>What to call them where everybody reads, logs included: a name without an address.</summary>
    public string ShortName => (Username.Length > 0 ? Username : Email).Split('@')[0];
}

/// <summary>Somebody who may open Grafana.</summary>
/// <param name="Right">By what: "default_admin", "SYSTEM_VIEWER".</param>
public sealed record GrafanaMember(HoustonPerson Person, string Right);

/// <summary>What makes Grafana open in this Houston.</summary>
/// <param name="Name">The group or role: "default_admin", "SYSTEM_VIEWER".</param>
/// <param name="IsWholePlatform">It makes its holder administrator of everything, not only of Grafana.</param>
/// <param name="CanBeTakenBack">Houston's API has a call for that.</param>
public sealed record GrafanaRight(string Name, bool IsWholePlatform, bool CanBeTakenBack);

/// <summary>What Houston knows of a deployment.</summary>
/// <param name="Label">What its people call it.</param>
/// <param name="Workspace">The workspace's label, or null where Houston tells none.</param>
/// <param name="Version">Of Airflow, or of the platform's charts in the oldest Houstons; null where it tells none.</param>
public sealed record HoustonDeployment(string Release, string Label, string? Workspace, string? Version);
