using System.Collections.Immutable;

namespace ChatOps.Simulator.Houston.Data;

/// <summary>
/// The people of the recordings, by the uuids they have there, and the deployments of the built-in cluster: one of those is
/// missing here, and one here has no pods there, as happens.
/// </summary>
internal static class HoustonScenario
{
    public const string AdminUuid = "d2281eaf-2251-4435-96a8-362a5f8fbaf5";
    public const string VirajUuid = "18fcf2b4-1405-42d8-a480-aa09471a2a1b";
    public const string NonadminUuid = "8c615707-40cb-49e9-b748-cfd6ceec405b";
    public const string PendingUuid = "a8e3ca1d-21bb-4e55-987b-673a0d195258";

    private const string EtlWorkspace = "6f1c2f0e-7a53-4d0c-9f0e-2b1d7c9e4a10";

    public static void Fill(HoustonData data, SimulatedDialect dialect)
    {
        AddGroups(data);
        AddPeople(data);
        AddDeployments(data);
        data.ServiceAccounts.Add(new(
            HoustonData.NewUuid(), SimulatedHouston.ServiceAccountKey, "chatops", "bot", "SYSTEM", EntityUuid: null, data.Stamp()));
        if (dialect is SimulatedDialect.RoleBindings)
        {
            data.RoleBindings.Add(new("ck0000000000000000000001a", AdminUuid, "SYSTEM_ADMIN"));
        }
    }

    /// <summary>The three system groups, in the order in which they were recorded.</summary>
    public static void AddGroups(HoustonData data) => data.Groups.AddRange(
    [
        Group("e5993084-25fd-44cb-8881-529bbbacfaea", HoustonData.EveryUser, "Permissions all users in the system should have by default", data),
        Group("55d2dd93-e5e6-493d-bd5c-f52d30869f94", HoustonData.WorkspaceOwner, "Template for the default workspace owner group", data),
        Group("6e8e58e4-da49-41b3-8dfb-df2f629fb86a", HoustonData.Administrators, "Permissions all admins in the system should have", data),
    ]);

    public static void AddPending(HoustonData data) => data.SignUp(Person(PendingUuid, "pending", "Pending", data) with
    {
        Status = "pending",
        Emails = [new("pending@astronomer.io", Verified: false, Primary: true, data.Stamp())],
    });

    private static void AddPeople(HoustonData data)
    {
        data.SignUp(Person(AdminUuid, "admin", "First Admin", data));
        data.SignUp(Person(VirajUuid, "viraj", "Viraj", data));
        data.SignUp(Person(NonadminUuid, "nonadmin", "Nonadmin", data));
        AddPending(data);
    }

    private static void AddDeployments(HoustonData data)
    {
        data.Workspaces.Add(new(EtlWorkspace, "Data platform", "Everything that loads", [AdminUuid, VirajUuid], data.Stamp()));
        data.Deployments.Add(new(
            "0d5b8b7e-3b0f-4f0a-8c55-0f6d5e1f9a01", "Cosmo ETL", "zodiac-cosmo-1172", "1.9.0", EtlWorkspace, data.Stamp()));
        data.Deployments.Add(new(
            "0d5b8b7e-3b0f-4f0a-8c55-0f6d5e1f9a02", "Quasar reports", "stellar-quasar-0417", "1.9.0", EtlWorkspace, data.Stamp()));
    }

    private static HoustonGroup Group(string uuid, string label, string description, HoustonData data) =>
        new(uuid, label, description, Members: [], data.Stamp());

    private static HoustonUser Person(string uuid, string name, string fullName, HoustonData data) => new(
        uuid,
        name,
        fullName,
        Status: "active",
        Password: $"{name}-pass-1",
        ImmutableList.Create(new HoustonEmail($"{name}@astronomer.io", Verified: true, Primary: true, data.Stamp())),
        data.Stamp());
}
