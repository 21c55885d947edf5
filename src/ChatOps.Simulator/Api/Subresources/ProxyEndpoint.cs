using ChatOps.Simulator.Nodes.Http;
using ChatOps.Simulator.Store;

namespace ChatOps.Simulator.Api.Subresources;

/// <summary>Passes requests on to pods, services and nodes. Addresses name them as <c>[SCHEME:]NAME[:PORT]</c>.</summary>
internal sealed class ProxyEndpoint(ClusterStore store, IInnerServers servers)
{
    public async Task AnswerAsync(ApiRequest request)
    {
        var (name, port) = request.ObjectName.Split(':') switch
        {
            [var only] => (only, null),
            [var plain, var number] => (plain, number),
            [_, var plain, ""] => (plain, null),
            [_, var plain, var number] => (plain, number),
            _ => throw ApiException.BadRequest($"invalid {request.Type.Singular} request \"{request.Name}\""),
        };
        var target = store.Get(request.Type, request.Namespace, name);
        await servers.AnswerAsync(target, port, request.Rest.Length == 0 ? "/" : request.Rest, request.Http);
    }
}
