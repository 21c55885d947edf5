using ChatOps.Access;
using ChatOps.Approvals;
using ChatOps.Commands;
using ChatOps.Diagnosing;
using ChatOps.Inventory;
using ChatOps.Operations;
using ChatOps.Operations.Rescheduling;
using ChatOps.Operations.Restarting;
using ChatOps.Operations.Volumes;
using ChatOps.Queries.Pods;
using ChatOps.Queries.Volumes;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace ChatOps.Tests.Fakes;

/// <summary>Access as the host puts it together, by grants and people that the test holds.</summary>
internal static class FakeAccess
{
    public static Grants Grants(params Grant[] grants) => Grants(new AccessOptions { Grants = grants });

    public static Grants Grants(AccessOptions access, FakeDirectory? directory = null, TimeProvider? time = null)
    {
        var settings = Settings(access);
        FakeDirectory[] directories = directory is null ? [] : [directory];
        var membership = new Membership(
            new People(settings), directories, directories, time ?? TimeProvider.System, NullLogger<Membership>.Instance);
        return new Grants(settings, membership);
    }

    public static People People(AccessOptions access) => new(Settings(access));

    public static Authority Authority(Grants grants, IInventory inventory) =>
        new(grants, Scopes(inventory), new Approvers(grants, Scopes(inventory)));

    /// <summary>Scopes of the commands that an operation or a query of the runbook's platform can have.</summary>
    public static Scopes Scopes(IInventory inventory)
    {
        var platform = Options.Create(new PlatformOptions());
        var deployments = new DeploymentDirectory(inventory, platform);
        var catalog = new CommandCatalog(
            new ValueRules(deployments),
            [
                new(RestartCapability.Register), new(VolumeDeleteCapability.Register), new(PodsQuery.Register),
                new(VolumesQuery.Register), new(DiagnoseQuery.Register), new(RescheduleCapability.Register),
            ]);
        return new Scopes(catalog, deployments, new ClaimDirectory(inventory, deployments, platform));
    }

    private static AccessSettings Settings(AccessOptions access) =>
        new(new FixedOptions<AccessOptions>(access), NullLogger<AccessSettings>.Instance);
}
