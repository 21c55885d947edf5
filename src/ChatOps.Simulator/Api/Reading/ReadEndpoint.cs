using System.Text.Json;
using ChatOps.Simulator.Api.Tables;
using ChatOps.Simulator.Store;

namespace ChatOps.Simulator.Api.Reading;

/// <summary>Answers get and list.</summary>
internal sealed class ReadEndpoint(ClusterStore store, TimeProvider time)
{
    public async Task GetAsync(ApiRequest request)
    {
        var stored = store.Get(request.Type, request.Namespace, request.ObjectName);
        if (TableRequest.Read(request) is { } objects)
        {
            await WriteTableAsync(request, objects, new ListPage(stored.ResourceVersion, [stored], null, null));
            return;
        }

        await request.Http.Response.WriteAsync(200, stored);
    }

    public async Task ListAsync(ApiRequest request)
    {
        var page = ListPage.Of(request, store.Snapshot);
        if (TableRequest.Read(request) is { } objects)
        {
            await WriteTableAsync(request, objects, page);
            return;
        }

        var response = request.Http.Response;
        response.ContentType = "application/json";
        await ListWriter.WriteAsync(response.BodyWriter, request.Type, page, request.Aborted);
    }

    private async Task WriteTableAsync(ApiRequest request, TableObjects objects, ListPage page)
    {
        var response = request.Http.Response;
        response.ContentType = "application/json";
        await using var writer = new Utf8JsonWriter(response.BodyWriter, Answers.Writing);
        new TableWriter(request.Type, objects, time.GetUtcNow()).Write(writer, page);
    }
}
