using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOps.Simulator.Api.Patching;
using ChatOps.Simulator.Api.Tables;
using ChatOps.Simulator.Store;

namespace ChatOps.Simulator.Api.Subresources;

/// <summary>Answers the scale of a workload: how many pods it wants and has.</summary>
internal sealed class ScaleEndpoint(ClusterStore store, TimeProvider time)
{
    public Task GetAsync(ApiRequest request) =>
        WriteAsync(request, store.Get(request.Type, request.Namespace, request.ObjectName));

    public async Task UpdateAsync(ApiRequest request)
    {
        var scale = await RequestBody.ReadObjectAsync(request);
        await WriteAsync(request, Change(request, _ => scale));
    }

    public async Task PatchAsync(ApiRequest request)
    {
        var patch = await ObjectPatch.ReadAsync(request, time);
        await WriteAsync(request, Change(request, scale =>
        {
            patch.Apply(scale);
            return scale;
        }));
    }

    private StoredObject Change(ApiRequest request, Func<JsonObject, JsonObject> change) => store.Change(
        request.Type,
        request.Namespace,
        request.ObjectName,
        workload =>
        {
            var scale = change(Scale(store.Get(request.Type, request.Namespace, request.ObjectName)));
            var replicas = scale.Number("spec", "replicas") ?? 0;
            if (replicas < 0)
            {
                throw ApiException.Invalid(
                    request.Type,
                    request.ObjectName,
                    [FieldError.Invalid("spec.replicas", $"{replicas}", "must be greater than or equal to 0")]);
            }

            workload.Child("spec")["replicas"] = replicas;
            workload.Child("metadata")["resourceVersion"] = scale.Text("metadata", "resourceVersion");
        },
        request.WriteOptions);

    private static Task WriteAsync(ApiRequest request, StoredObject workload) =>
        request.Http.Response.WriteAsync(200, Scale(workload));

    /// <summary>Zeros are left out of a Scale, as a real API server does.</summary>
    private static JsonObject Scale(StoredObject workload)
    {
        var json = workload.Json;
        var status = Counted(json.Number("status", "replicas"));
        if (json.At("spec", "selector").Exists())
        {
            status["selector"] = Cells.Selector(json.At("spec", "selector"));
        }

        return new JsonObject
        {
            ["kind"] = "Scale",
            ["apiVersion"] = "autoscaling/v1",
            ["metadata"] = Identity(json),
            ["spec"] = Counted(json.Number("spec", "replicas")),
            ["status"] = status,
        };
    }

    private static JsonObject Identity(JsonElement json)
    {
        var metadata = new JsonObject();
        foreach (var field in (string[])["name", "namespace", "uid", "resourceVersion", "creationTimestamp"])
        {
            metadata[field] = json.Text("metadata", field);
        }

        return metadata;
    }

    private static JsonObject Counted(long? replicas) =>
        replicas is { } count and not 0 ? new JsonObject { ["replicas"] = count } : [];
}
