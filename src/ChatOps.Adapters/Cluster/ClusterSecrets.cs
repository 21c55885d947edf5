using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using ChatOps.Adapters.Cluster.Api;
using ChatOps.Inventory;

namespace ChatOps.Adapters.Cluster;

/// <summary>Writes Secrets without reading any: makes one, or merges into the one that is there.</summary>
internal sealed class ClusterSecrets(Effects effects) : ISecrets
{
    public async Task<Problem?> WriteAsync(
        SecretReference secret, IReadOnlyDictionary<string, string> values, CancellationToken cancellationToken)
    {
        try
        {
            return await effects.SendAsync<Problem?>(
                $"write secrets in {secret.Namespace}",
                async (api, stop) =>
                {
                    await WriteWithoutWordsAsync(api, secret, Data(values), stop);
                    return null;
                },
                cancellationToken);
        }
        catch (ApiServerException refusal)
        {
            return Problem.Refused($"The API server did not take Secret {secret}: {refusal.Message}.");
        }
    }

    /// <summary>A server, or an admission webhook, that quotes what it was sent would quote the secret.</summary>
    private static async Task WriteWithoutWordsAsync(ApiServer api, SecretReference secret, JsonObject data, CancellationToken stop)
    {
        try
        {
            await WriteAsync(api, secret, data, stop);
        }
        catch (ApiServerException quoting)
        {
            throw new ApiServerException(quoting.Code, $"it answers {(int)quoting.Code}", quoting.RetryAfter);
        }
    }

    private static async Task WriteAsync(ApiServer api, SecretReference secret, JsonObject data, CancellationToken stop)
    {
        try
        {
            await api.WriteAsync(HttpMethod.Post, ObjectPath.Secrets(secret.Namespace), Manifest(secret, data), stop);
        }
        catch (ApiServerException there) when (there.Code is HttpStatusCode.Conflict)
        {
            var patch = new JsonObject { ["data"] = data.DeepClone() };
            await api.WriteAsync(HttpMethod.Patch, ObjectPath.Secret(secret.Namespace, secret.Name), patch, stop);
        }
    }

    private static JsonObject Manifest(SecretReference secret, JsonObject data) => new()
    {
        ["apiVersion"] = "v1",
        ["kind"] = "Secret",
        ["metadata"] = new JsonObject
        {
            ["name"] = secret.Name,
            ["labels"] = new JsonObject { ["app.kubernetes.io/managed-by"] = "chatops" },
        },
        ["type"] = "Opaque",
        ["data"] = data.DeepClone(),
    };

    private static JsonObject Data(IReadOnlyDictionary<string, string> values) => new(values.Select(value =>
        KeyValuePair.Create(value.Key, (JsonNode?)Convert.ToBase64String(Encoding.UTF8.GetBytes(value.Value)))));
}
