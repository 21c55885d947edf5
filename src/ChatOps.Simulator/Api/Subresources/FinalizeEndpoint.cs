using ChatOps.Simulator.Store;

namespace ChatOps.Simulator.Api.Subresources;

/// <summary>Answers who still has something to do before a namespace may go: the only way to change its <c>spec.finalizers</c>.</summary>
internal sealed class FinalizeEndpoint(ClusterStore store)
{
    public async Task UpdateAsync(ApiRequest request)
    {
        var wanted = await RequestBody.ReadObjectAsync(request);
        var stored = store.Change(
            request.Type,
            request.Namespace,
            request.ObjectName,
            ns => ns.Child("spec")["finalizers"] = wanted.At("spec", "finalizers")?.DeepClone(),
            request.WriteOptions);
        await request.Http.Response.WriteAsync(200, stored);
    }
}
