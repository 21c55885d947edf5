using System.Text.Json.Nodes;
using ChatOps.Simulator.Store;

namespace ChatOps.Simulator.Api.Subresources;

/// <summary>Answers the binding of a pod to a node, which a scheduler asks for.</summary>
internal sealed class BindingEndpoint(ClusterStore store)
{
    public async Task CreateAsync(ApiRequest request)
    {
        var binding = await RequestBody.ReadObjectAsync(request);
        var node = binding.Text("target", "name") ?? throw ApiException.BadRequest("a binding needs a target");
        store.Change(
            ResourceTypes.Pods,
            request.Namespace,
            request.ObjectName,
            pod =>
            {
                if (pod.Text("spec", "nodeName") is { Length: > 0 } bound)
                {
                    throw ApiException.Conflict(
                        ResourceTypes.Pods, request.ObjectName, $"pod {request.Name} is already assigned to node \"{bound}\"");
                }

                pod.Child("spec")["nodeName"] = node;
            },
            request.WriteOptions);
        await request.Http.Response.WriteAsync(201, new JsonObject
        {
            ["kind"] = "Status",
            ["apiVersion"] = "v1",
            ["metadata"] = new JsonObject(),
            ["status"] = "Success",
            ["code"] = 201,
        });
    }
}
