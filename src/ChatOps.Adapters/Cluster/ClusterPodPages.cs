using System.Net;
using ChatOps.Inventory;

namespace ChatOps.Adapters.Cluster;

/// <summary>Pages through the pod's proxy (https://kubernetes.io/docs/tasks/access-application-cluster/access-cluster-services/).</summary>
internal sealed class ClusterPodPages(Effects effects) : IPodPages
{
    private const int MostCharacters = 8 * 1024;

    public Task<PodPage?> GetAsync(PodKey pod, int port, string path, CancellationToken cancellationToken) =>
        effects.ReadAsync(
            $"reach pods in {pod.Namespace} through its proxy",
            async (api, stop) =>
            {
                var answer = await api.PassOnAsync(ObjectPath.Page(pod, port, path), MostCharacters, stop);
                return answer.Refusal switch
                {
                    null => new PodPage((int)answer.Code, answer.Text),
                    { Code: HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized } refusal => throw refusal,
                    // The pod is gone, or nobody listens there: the API server itself is well.
                    _ => null,
                };
            },
            cancellationToken);
}
