using ChatOps.Adapters.Cluster.Api;
using ChatOps.Adapters.Cluster.Manifests;
using ChatOps.Doctor;

namespace ChatOps.Adapters.Cluster.Checkups;

/// <summary>The API server answers.</summary>
internal sealed class ApiServerCheckup(ApiServer server) : ICheckup
{
    public string Subject => "API server";

    public async Task<IReadOnlyList<Finding>> LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            var version = await server.FindAsync("version", ManifestJson.Default.VersionManifest, cancellationToken);
            return [Finding.Good(Subject, $"Kubernetes {version?.GitVersion ?? "of no version"} answers.")];
        }
        catch (Exception away) when (Outage.Is(away))
        {
            return [Finding.Bad(
                Subject,
                Outage.InWords(away, "ask for its version"),
                "Look at Cluster:Mode and Cluster:Kubeconfig; a simulated cluster runs in the bot and is away while that is.")];
        }
    }
}
