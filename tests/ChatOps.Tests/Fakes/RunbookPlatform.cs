using System.Globalization;
using ChatOps.Inventory;

namespace ChatOps.Tests.Fakes;

/// <summary>The platform of the default scenario as far as the inventory knows it: two deployments and the platform, all well.</summary>
internal static class RunbookPlatform
{
    private const string Pods =
        """
        lunar-nuclear-3725 flower-64fdbf57cf-8d522 1 0 53
        lunar-nuclear-3725 pgbouncer-5bcf8bb75f-b2jm2 2 0 9
        lunar-nuclear-3725 redis-0 1 0 53
        lunar-nuclear-3725 scheduler-7854bbffb9-9zb9h 1 2 2
        lunar-nuclear-3725 statsd-86c569cc94-f7nz2 1 0 53
        lunar-nuclear-3725 webserver-7c58b7ccdf-4r6z5 1 0 2
        lunar-nuclear-3725 worker-0 2 0 2
        lunar-nuclear-3725 worker-1 2 0 2
        lunar-nuclear-3725 worker-2 2 0 2
        zodiac-cosmo-1172 flower-868d5c5cd5-ggfcx 1 0 53
        zodiac-cosmo-1172 pgbouncer-5c4d4fb74-6tlxq 2 0 53
        zodiac-cosmo-1172 redis-0 1 0 53
        zodiac-cosmo-1172 scheduler-5bf6db96c4-f5c2z 1 2 2
        zodiac-cosmo-1172 statsd-67cc6954cd-fhxmh 1 0 53
        zodiac-cosmo-1172 webserver-846d8b9f97-crklb 1 0 2
        zodiac-cosmo-1172 worker-0 2 0 2
        jaundiced-joey postgresql-7c5448c84f-wr7kh 1 0 64
        pg-sqlproxy gcloud-sqlproxy-6bc5f645db-8bblz 1 1 91
        solitary-lightningbug cli-install-658db798c7-dg5tn 1 0 53
        solitary-lightningbug commander-b74b5f6df-88mx2 1 0 53
        solitary-lightningbug grafana-6cb476584f-fcwz7 1 0 53
        solitary-lightningbug houston-6db6f8b876-xf9rw 1 0 8
        solitary-lightningbug nginx-5bf88f555c-xfw67 1 0 9
        solitary-lightningbug nginx-default-backend-84c84ccd79-2g7sh 1 0 23
        solitary-lightningbug orbit-79d966946f-d825x 1 0 53
        solitary-lightningbug prometheus-0 1 0 53
        solitary-lightningbug registry-0 1 0 21
        """;

    public static FakeInventory Create()
    {
        var pods = Pods.Split('\n').Select(line => Read(line.Split(' '))).ToList();
        var workloads = pods.Where(pod => pod.Owner is not null)
            .GroupBy(pod => pod.Owner, (owner, group) => Workload(owner!, [.. group])); // filtered above
        return new FakeInventory().With(pods).With(workloads);
    }

    private static Pod Read(string[] words)
    {
        var (release, name) = (words[0], words[1]);
        var containers = int.Parse(words[2], CultureInfo.InvariantCulture);
        var isStateful = char.IsAsciiDigit(name[^1]) && name[^2] == '-';
        var component = string.Join('-', name.Split('-').SkipLast(isStateful ? 1 : 2));
        var isAirflow = char.IsAsciiDigit(release[^1]);
        var pod = isAirflow
            ? FakeInventory.AirflowPod(release, component, name)
            : FakeInventory.PlatformPod(release, component, name);
        return pod with
        {
            Containers = containers,
            ReadyContainers = containers,
            Restarts = int.Parse(words[3], CultureInfo.InvariantCulture),
            Owner = new Owner(isStateful ? "StatefulSet" : "Deployment", $"{release}-{component}", $"uid-{release}-{component}"),
            CreatedAt = FakeInventory.Now - TimeSpan.FromDays(int.Parse(words[4], CultureInfo.InvariantCulture)),
        };
    }

    private static Workload Workload(Owner owner, IReadOnlyList<Pod> pods) => new(
        owner.Kind,
        pods[0].Namespace,
        owner.Name,
        owner.Uid,
        pods[0].Labels,
        Replicas: pods.Count,
        ReadyReplicas: pods.Count,
        pods[0].CreatedAt);
}
