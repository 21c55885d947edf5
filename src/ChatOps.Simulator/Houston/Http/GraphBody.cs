using System.Text;
using System.Text.Json;
using System.Web;
using ChatOps.Simulator.Houston.Graph;
using Microsoft.AspNetCore.Http;

namespace ChatOps.Simulator.Houston.Http;

/// <summary>What was posted, as far as it makes sense.</summary>
/// <param name="Requests">Null items are JSON without a document.</param>
/// <param name="IsBatch">A JSON array, answered by one.</param>
/// <param name="Complaint">What JavaScript's parser says of broken JSON, or null.</param>
internal sealed record GraphBody(IReadOnlyList<GraphRequest?> Requests, bool IsBatch, string? Complaint)
{
    /// <returns>Null for nothing, or for a type of content that is not looked into.</returns>
    public static async Task<GraphBody?> ReadAsync(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body, Encoding.UTF8);
        var text = await reader.ReadToEndAsync(request.HttpContext.RequestAborted);
        return (text.Length, request.ContentType?.Split(';')[0].Trim().ToLowerInvariant()) switch
        {
            (0, _) => null,
            (_, "application/json") => OfJson(text),
            (_, "application/graphql") => One(new(text, OperationName: null, Variables: null)),
            (_, "application/x-www-form-urlencoded") => One(OfForm(text)),
            _ => null,
        };
    }

    private static GraphBody One(GraphRequest? request) => new([request], IsBatch: false, Complaint: null);

    private static GraphRequest? OfForm(string text) =>
        HttpUtility.ParseQueryString(text)["query"] is { Length: > 0 } query ? new(query, OperationName: null, Variables: null) : null;

    private static GraphBody OfJson(string text)
    {
        try
        {
            using var parsed = JsonDocument.Parse(text);
            var root = parsed.RootElement.Clone();
            return root.ValueKind is JsonValueKind.Array
                ? new([.. root.EnumerateArray().Select(Of)], IsBatch: true, Complaint: null)
                : One(Of(root));
        }
        catch (JsonException broken)
        {
            return new([], IsBatch: false, ComplaintOf(text, (int)(broken.BytePositionInLine ?? 0)));
        }
    }

    private static string ComplaintOf(string text, int position) => position >= text.TrimEnd().Length
        ? "Unexpected end of JSON input"
        : $"Unexpected token {text[position]} in JSON at position {position}";

    private static GraphRequest? Of(JsonElement body)
    {
        if (body.ValueKind is not JsonValueKind.Object
            || !body.TryGetProperty("query", out var query)
            || query.ValueKind is not JsonValueKind.String)
        {
            return null;
        }

        var name = body.TryGetProperty("operationName", out var named) && named.ValueKind is JsonValueKind.String
            ? named.GetString()
            : null;
        JsonElement? variables = body.TryGetProperty("variables", out var given) && given.ValueKind is JsonValueKind.Object
            ? given
            : null;
        return new(query.GetString()!, name, variables); // a string, as was looked at above
    }
}
