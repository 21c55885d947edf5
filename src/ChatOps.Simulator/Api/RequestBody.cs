using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOps.Simulator.Store;

namespace ChatOps.Simulator.Api;

/// <summary>Reads what clients send.</summary>
internal static class RequestBody
{
    private static readonly string[] Readable = ["application/json", "application/yaml"];

    /// <summary>The media type, without its parameters; <c>application/json</c> when none is named.</summary>
    public static string MediaType(ApiRequest request) =>
        request.Http.Request.ContentType?.Split(';')[0].Trim() is { Length: > 0 } type ? type : "application/json";

    /// <summary>The object a client sends.</summary>
    /// <exception cref="ApiException">It can't be read, or isn't of the type that the address names.</exception>
    public static async Task<JsonObject> ReadObjectAsync(ApiRequest request)
    {
        var json = MediaType(request) == ProtobufReader.MediaType && request.Type == ResourceTypes.SelfSubjectAccessReviews
            ? await ReadReviewAsync(request)
            : await ReadTextAsync(request);
        CheckKind(request, json);
        return json;
    }

    private static async Task<JsonObject> ReadReviewAsync(ApiRequest request)
    {
        using var body = await BufferAsync(request);
        return ProtobufReader.ReadReview(body.GetBuffer().AsSpan(0, (int)body.Length));
    }

    private static async Task<JsonObject> ReadTextAsync(ApiRequest request)
    {
        if (!Readable.Contains(MediaType(request)))
        {
            throw new ApiException(
                415,
                "UnsupportedMediaType",
                $"the body of the request was in an unknown format - accepted media types include: {string.Join(", ", Readable)}");
        }

        return await ReadAsync(request) as JsonObject ?? throw ApiException.BadRequest("the object provided is unrecognized");
    }

    /// <summary>Any JSON or YAML; null when there is no body.</summary>
    /// <exception cref="ApiException">400: it is neither.</exception>
    public static async Task<JsonNode?> ReadAsync(ApiRequest request)
    {
        using var buffer = await BufferAsync(request);
        if (buffer.Length == 0)
        {
            return null;
        }

        try
        {
            return MediaType(request).EndsWith("yaml", StringComparison.Ordinal)
                ? YamlReader.Read(new StreamReader(buffer))
                : JsonNode.Parse(buffer);
        }
        catch (Exception error) when (error is JsonException or YamlDotNet.Core.YamlException)
        {
            throw ApiException.BadRequest($"couldn't read the body: {error.Message}");
        }
    }

    /// <returns>At its beginning.</returns>
    private static async Task<MemoryStream> BufferAsync(ApiRequest request)
    {
        var buffer = new MemoryStream();
        await request.Http.Request.Body.CopyToAsync(buffer, request.Aborted);
        buffer.Position = 0;
        return buffer;
    }

    private static void CheckKind(ApiRequest request, JsonObject json)
    {
        var kind = json.Text("kind");
        var apiVersion = json.Text("apiVersion");
        if (request.Subresource is null && kind is { Length: > 0 } && (kind != request.Type.Kind || apiVersion != request.Type.ApiVersion))
        {
            throw ApiException.BadRequest(
                $"{kind} in version \"{apiVersion}\" cannot be handled as a {request.Type.Kind}: "
                + $"expected {request.Type.ApiVersion}, Kind={request.Type.Kind}");
        }
    }
}
