using System.Text.Json;
using ChatOps.IntegrationTests.Rigs;

namespace ChatOps.IntegrationTests.Approvals;

/// <summary>A scenario of many claims that nothing uses any more, so that many operations can wait for approval at once.</summary>
internal static class OrphanClaims
{
    /// <summary>What people call the deployment that is gone.</summary>
    public const string Release = "left-behind-0001";

    private const string Namespace = $"astronomer-ee-{Release}";

    public static string Name(int number) => $"data-{number:D3}";

    /// <summary>Where the API server has one.</summary>
    public static string Path(int number) => $"/api/v1/namespaces/{Namespace}/persistentvolumeclaims/{Name(number)}";

    /// <summary>Writes the scenario, for Simulator:Scenario.</summary>
    public static async Task<string> WriteAsync(TemporaryFolder folder, int count, CancellationToken cancellationToken)
    {
        var file = folder.File("orphans.json");
        var list = new
        {
            apiVersion = "v1",
            kind = "List",
            items = Enumerable.Range(0, count).Select(Claim)
                .Prepend(new { apiVersion = "v1", kind = "Namespace", metadata = new { name = Namespace } }),
        };
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(list), cancellationToken);
        return file;
    }

    private static object Claim(int number) => new
    {
        apiVersion = "v1",
        kind = "PersistentVolumeClaim",
        metadata = new
        {
            name = Name(number),
            @namespace = Namespace,
            annotations = new Dictionary<string, string> { ["simulator.chatops.dev/age"] = "53d" },
        },
        spec = new
        {
            accessModes = new[] { "ReadWriteOnce" },
            storageClassName = "standard",
            volumeName = $"pvc-of-{Name(number)}",
            resources = new { requests = new { storage = "1Gi" } },
        },
    };
}
