using System.Net;
using System.Text.Json;
using ChatOps.Adapters.Cluster.Manifests;

namespace ChatOps.Adapters.Cluster.Api;

/// <summary>What came back from behind the API server, or from itself when it could not get there.</summary>
internal sealed record PassedAnswer(HttpStatusCode Code, string Text)
{
    /// <summary>The API server's own refusal; null when the answer comes from behind it.</summary>
    public ApiServerException? Refusal => Code < HttpStatusCode.BadRequest || Status() is not { Kind: "Status" } status
        ? null
        : new ApiServerException(Code, status.Message ?? $"{(int)Code}");

    private StatusManifest? Status()
    {
        try
        {
            return JsonSerializer.Deserialize(Text, ManifestJson.Default.StatusManifest);
        }
        catch (JsonException)
        {
            return null; // a page of whoever is behind
        }
    }
}
