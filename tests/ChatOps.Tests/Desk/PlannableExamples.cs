using ChatOps.Inventory;
using ChatOps.Tests.Fakes;
using ChatOps.Tests.Fitting;

namespace ChatOps.Tests.Desk;

/// <summary>What has to be there so that every command's first example can be planned: whoever walks over the catalog needs it.</summary>
internal static class PlannableExamples
{
    public static void MakeExamplesPlannable(this DeskRig rig)
    {
        // What "volume undelete" brings back.
        var claim = rig.Inventory.Claims.First(claim => claim.Name == "redis-db-zodiac-cosmo-1172-redis-0");
        rig.Inventory.Volumes =
        [
            .. rig.Inventory.Volumes,
            new Volume(
                "pvc-kept", "uid-pvc-kept", "Released", claim.Capacity, "Retain", claim.StorageClass, claim.Namespace,
                claim.Name, "uid-of-the-claim-before", FakeInventory.Now - TimeSpan.FromDays(60), DeletionRequested: null),
        ];

        // What "reschedule" moves, and where to.
        rig.Inventory.Nodes = new FitRig().Node("big-1").Node("node-1").Inventory.Nodes;
        rig.Inventory.With(rig.Inventory.FindPod(claim.Namespace, "zodiac-cosmo-1172-worker-0")!.CrashLooping()); // of the runbook
        // What "quota set" changes.
        rig.Inventory.Quotas =
        [
            new Quota(
                claim.Namespace, "zodiac-cosmo-1172-resource-quota", "uid-quota",
                new Dictionary<string, string> { ["requests.cpu"] = "10", ["limits.memory"] = "16Gi", ["pods"] = "14" },
                new Dictionary<string, string>()),
        ];

        // Where "grafana reset-password" runs Grafana's tool.
        rig.Templates.Own["solitary-lightningbug-grafana"] = new([new TemplateContainer("grafana", new(1, 1), [], [])]);
    }
}
