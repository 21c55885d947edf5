using System.Globalization;
using ChatOps.Inventory;

namespace ChatOps.Tests.Fakes;

/// <summary>The claims and disks of the default scenario, two orphans among them, put into <see cref="RunbookPlatform"/>.</summary>
internal static class RunbookVolumes
{
    public const string Orphan = "prometheus-data-volume-fun-abalone-prometheus-0";

    private const string Claims =
        """
        lunar-nuclear-3725 worker logs 0 100 8
        lunar-nuclear-3725 worker logs 1 100 10
        lunar-nuclear-3725 worker logs 2 100 8
        lunar-nuclear-3725 redis redis-db 0 1 53
        zodiac-cosmo-1172 worker logs 0 100 53
        zodiac-cosmo-1172 redis redis-db 0 1 53
        solitary-lightningbug prometheus prometheus-data-volume 0 50 110
        solitary-lightningbug registry registry-data-volume 0 50 103
        fun-abalone prometheus prometheus-data-volume 0 50 113
        tufted-rat redis-master redis-data 0 8 128
        """;

    public static FakeInventory Create()
    {
        var inventory = RunbookPlatform.Create();
        foreach (var words in Claims.Split('\n').Select(line => line.Split(' ')))
        {
            inventory.Claim(words);
        }

        return inventory;
    }

    /// <summary>Gives a claim to a deployment or the platform, with a disk of its own behind it.</summary>
    public static Claim AddClaim(this FakeInventory inventory, Claim claim, string reclaimPolicy = "Delete")
    {
        inventory.Claims = [.. inventory.Claims, claim];
        inventory.Volumes =
        [
            .. inventory.Volumes,
            new Volume(
                claim.VolumeName!, $"uid-{claim.VolumeName}", "Bound", claim.Capacity, reclaimPolicy, claim.StorageClass, // bound by whoever asks
                claim.Namespace, claim.Name, claim.Uid, claim.CreatedAt, DeletionRequested: null),
        ];
        return claim;
    }

    private static void Claim(this FakeInventory inventory, string[] words)
    {
        var (release, component, template, ordinal) = (words[0], words[1], words[2], words[3]);
        var isAirflow = char.IsAsciiDigit(release[^1]);
        var set = $"{release}-{component}";
        var name = $"{template}-{set}-{ordinal}";
        inventory.AddClaim(new Claim(
            isAirflow ? $"{FakeInventory.PlatformNamespace}-{release}" : FakeInventory.PlatformNamespace,
            name,
            $"uid-{name}",
            new Labels(release, component, isAirflow ? "airflow" : "monitoring"),
            "Bound",
            $"pvc-{component}-{ordinal}-of-{release}",
            long.Parse(words[4], CultureInfo.InvariantCulture) << 30,
            "RWO",
            "standard",
            FakeInventory.Now - TimeSpan.FromDays(int.Parse(words[5], CultureInfo.InvariantCulture)),
            DeletionRequested: null));
        inventory.With(inventory.Workloads.Where(workload => workload.Name == set)
            .Select(workload => workload with { ClaimTemplates = [new(template)] }).ToList());
        inventory.With(inventory.Pods.Where(pod => pod.Name == $"{set}-{ordinal}")
            .Select(pod => pod with { Claims = [name] }).ToList());
    }
}
