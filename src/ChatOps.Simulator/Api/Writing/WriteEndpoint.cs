using System.Text.Json.Nodes;
using ChatOps.Simulator.Api.Defaulting;
using ChatOps.Simulator.Api.Patching;
using ChatOps.Simulator.Api.Validating;
using ChatOps.Simulator.Store;

namespace ChatOps.Simulator.Api.Writing;

/// <summary>Answers create, update and patch, of objects and of their status.</summary>
internal sealed class WriteEndpoint(ClusterStore store, TimeProvider time)
{
    private const string StatusPart = "status";

    public async Task CreateAsync(ApiRequest request)
    {
        var json = await RequestBody.ReadObjectAsync(request);
        var stored = Create(request, json);
        await request.Http.Response.WriteAsync(201, stored);
    }

    public async Task UpdateAsync(ApiRequest request)
    {
        var wanted = await RequestBody.ReadObjectAsync(request);
        if (wanted.Text("metadata", "name") is var name && name != request.Name)
        {
            throw ApiException.BadRequest(
                $"the name of the object ({name}) does not match the name on the URL ({request.Name})");
        }

        var stored = Change(request, json => Replace(json, wanted));
        await request.Http.Response.WriteAsync(200, stored);
    }

    public async Task PatchAsync(ApiRequest request)
    {
        var patch = await ObjectPatch.ReadAsync(request, time);
        if (patch.MayCreate && store.Find(request.Type, request.Namespace, request.ObjectName) is null)
        {
            var json = new JsonObject();
            patch.Apply(json);
            json.Child("metadata")["name"] = request.Name;
            await request.Http.Response.WriteAsync(201, Create(request, json));
            return;
        }

        await request.Http.Response.WriteAsync(200, Change(request, patch.Apply));
    }

    private StoredObject Create(ApiRequest request, JsonObject json)
    {
        Place(request, json);
        if (request.Type.Has(StatusPart))
        {
            json.Remove(StatusPart);
        }

        Defaults.Fill(request.Type, json);
        Validation.CheckNew(request.Type, json);
        return store.Create(request.Type, json, request.WriteOptions);
    }

    private StoredObject Change(ApiRequest request, Action<JsonObject> change) => store.Change(
        request.Type,
        request.Namespace,
        request.ObjectName,
        json =>
        {
            var old = store.Get(request.Type, request.Namespace, request.ObjectName);
            change(json);
            KeepOtherParts(request, json, old);
            Defaults.Fill(request.Type, json);
            Validation.CheckChange(request.Type, old.Json, json);
        },
        request.WriteOptions);

    /// <summary>The status is written under its own address only, and nothing else is written there.</summary>
    private static void KeepOtherParts(ApiRequest request, JsonObject json, StoredObject old)
    {
        var before = old.ToJson();
        if (request.Subresource == StatusPart)
        {
            var status = json[StatusPart];
            var version = json.At("metadata", "resourceVersion")?.DeepClone();
            json.Clear();
            foreach (var (name, value) in before.Where(field => field.Key != StatusPart))
            {
                json[name] = value?.DeepClone();
            }

            json[StatusPart] = status;
            json.Child("metadata")["resourceVersion"] = version;
        }
        else if (request.Type.Has(StatusPart))
        {
            json.Remove(StatusPart);
            if (before[StatusPart] is { } status)
            {
                json[StatusPart] = status.DeepClone();
            }
        }
    }

    private static void Replace(JsonObject json, JsonObject wanted)
    {
        json.Clear();
        foreach (var (name, value) in wanted)
        {
            json[name] = value?.DeepClone();
        }
    }

    private static void Place(ApiRequest request, JsonObject json)
    {
        var metadata = json.Child("metadata");
        if (!request.Type.Namespaced)
        {
            return;
        }

        if (metadata.Text("namespace") is { Length: > 0 } ns && ns != request.Namespace)
        {
            throw ApiException.BadRequest(
                $"the namespace of the provided object does not match the namespace sent on the request");
        }

        metadata["namespace"] = request.Namespace;
    }
}
