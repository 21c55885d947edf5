using System.Net;
using System.Text.Json;
using ChatOps.Adapters.Cluster.Manifests;

namespace ChatOps.Adapters.Cluster.Api;

/// <summary>The API server answered, and its answer is an error.</summary>
/// <param name="message">The server's own words.</param>
/// <param name="retryAfter">When it asks to be left alone until then; else null.</param>
internal sealed class ApiServerException(HttpStatusCode code, string message, TimeSpan? retryAfter = null)
    : Exception(message)
{
    public HttpStatusCode Code { get; } = code;

    public TimeSpan? RetryAfter { get; } = retryAfter;

    /// <summary>The resourceVersion is older than what the server remembers: only a new list helps.</summary>
    public bool IsGone => Code is HttpStatusCode.Gone;

    /// <summary>The server is overloaded or not quite there; the same request may succeed later.</summary>
    public bool IsTransient => Code is HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError;

    public static async Task<ApiServerException> FromAsync(
        HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var body = await response.Content.ReadAsStringAsync(cancellationToken);
        return new(response.StatusCode, WordsIn(body, response), response.Headers.RetryAfter?.Delta);
    }

    /// <summary>The ERROR event of a watch carries in its Status what else would be the HTTP status.</summary>
    public static ApiServerException From(StatusManifest? status) =>
        new((HttpStatusCode)(status?.Code ?? 500), status?.Message ?? "The watch ended with an unknown error.");

    // A proxy or load balancer in between answers in HTML or plain text, which is nobody's business in chat.
    private static string WordsIn(string body, HttpResponseMessage response)
    {
        try
        {
            return JsonSerializer.Deserialize(body, ManifestJson.Default.StatusManifest)?.Message ?? Reason(response);
        }
        catch (JsonException)
        {
            return Reason(response);
        }
    }

    private static string Reason(HttpResponseMessage response) =>
        $"{(int)response.StatusCode} {response.ReasonPhrase}";
}
