using System.Text.Json.Nodes;
using ChatOps.Simulator.Api.Selecting;
using ChatOps.Simulator.Store;

namespace ChatOps.Simulator.Api.Writing;

/// <summary>Answers delete, of one object or of all that match.</summary>
internal sealed class DeleteEndpoint(ClusterStore store)
{
    /// <summary>Types whose deleted object is answered; for the others it is a Status when the object is gone.</summary>
    private static readonly ResourceType[] AnsweredWhole =
    [
        ResourceTypes.Pods, ResourceTypes.PersistentVolumeClaims, ResourceTypes.PersistentVolumes,
        ResourceTypes.ResourceQuotas, ResourceTypes.ServiceAccounts, ResourceTypes.Services,
    ];

    private static readonly string[] Undeletable = ["default", "kube-system", "kube-public"];

    public async Task DeleteAsync(ApiRequest request)
    {
        var wish = await DeleteOptions.ReadAsync(request);
        if (request.Type == ResourceTypes.Namespaces && Undeletable.Contains(request.Name))
        {
            throw ApiException.Forbidden(request.Type, request.ObjectName, "this namespace may not be deleted");
        }

        var deleted = store.Delete(request.Type, request.Namespace, request.ObjectName, wish);
        var gone = wish.DryRun || store.Find(request.Type, request.Namespace, request.ObjectName)?.Uid != deleted.Uid;
        if (gone && !AnsweredWhole.Contains(request.Type))
        {
            await request.Http.Response.WriteAsync(200, Success(request, deleted));
            return;
        }

        await request.Http.Response.WriteAsync(200, deleted);
    }

    public async Task DeleteAllAsync(ApiRequest request)
    {
        var wish = await DeleteOptions.ReadAsync(request);
        var selection = new Selection(request);
        var items = new JsonArray();
        foreach (var stored in store.List(request.Type, request.Namespace).Where(selection.Matches))
        {
            if (TryDelete(stored, wish) is { } deleted)
            {
                items.Add(deleted.ToJson());
            }
        }

        await request.Http.Response.WriteAsync(200, new JsonObject
        {
            ["kind"] = $"{request.Type.Kind}List",
            ["apiVersion"] = request.Type.ApiVersion,
            ["metadata"] = new JsonObject { ["resourceVersion"] = store.Snapshot.ResourceVersion.ToString() },
            ["items"] = items,
        });
    }

    /// <returns>Null when somebody else was faster: it is gone, which was the wish.</returns>
    private StoredObject? TryDelete(StoredObject stored, DeleteRequest wish)
    {
        try
        {
            return store.Delete(stored.Type, stored.Namespace, stored.Name, wish);
        }
        catch (ApiException gone) when (gone.Code == 404)
        {
            return null;
        }
    }

    private static JsonObject Success(ApiRequest request, StoredObject deleted)
    {
        var details = new JsonObject { ["name"] = deleted.Name };
        if (request.Type.Group.Length > 0)
        {
            details["group"] = request.Type.Group;
        }

        details["kind"] = request.Type.Plural;
        details["uid"] = deleted.Uid;
        return new JsonObject
        {
            ["kind"] = "Status",
            ["apiVersion"] = "v1",
            ["metadata"] = new JsonObject(),
            ["status"] = "Success",
            ["details"] = details,
        };
    }
}
