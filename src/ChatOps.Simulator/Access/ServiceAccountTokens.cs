using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using ChatOps.Simulator.Store;

namespace ChatOps.Simulator.Access;

/// <summary>Signs tokens of service accounts and knows its own again. As those of a real cluster they are JSON Web Tokens, and
/// end with their time, with the service account and with the cluster.</summary>
internal sealed class ServiceAccountTokens(ClusterStore store, TimeProvider time)
{
    private const string UidClaim = "uid";
    private static readonly string Header = Encode("""{"alg":"HS256","typ":"JWT"}""");

    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);

    public string Issue(StoredObject account, DateTimeOffset until)
    {
        var claims = new JsonObject
        {
            ["sub"] = ApiUser.NameOfServiceAccount(account.Namespace!, account.Name), // service accounts live in namespaces
            ["exp"] = until.ToUnixTimeSeconds(),
            ["kubernetes.io"] = new JsonObject
            {
                ["namespace"] = account.Namespace,
                ["serviceaccount"] = new JsonObject { ["name"] = account.Name, [UidClaim] = account.Uid },
            },
        };
        var signed = $"{Header}.{Encode(claims.ToJsonString())}";
        return $"{signed}.{Sign(signed)}";
    }

    /// <returns>Whose token it is; null when it isn't ours, is over, or its service account is gone.</returns>
    public ApiUser? Read(string token)
    {
        var end = token.LastIndexOf('.');
        if (end < 0 || !IsOurs(token[..end], token[(end + 1)..]))
        {
            return null;
        }

        var claims = Claims(token[..end]);
        var (ns, name) = (claims.Text("kubernetes.io", "namespace"), claims.Text("kubernetes.io", "serviceaccount", "name"));
        return ns is not null && name is not null
            && claims.Number("exp") > time.GetUtcNow().ToUnixTimeSeconds()
            && store.Find(ResourceTypes.ServiceAccounts, ns, name)?.Uid == claims.Text("kubernetes.io", "serviceaccount", UidClaim)
                ? ApiUser.ServiceAccount(ns, name)
                : null;
    }

    private bool IsOurs(string signed, string signature) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Sign(signed)), Encoding.UTF8.GetBytes(signature));

    private string Sign(string text) => Base64Url.EncodeToString(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(text)));

    private static string Encode(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));

    /// <summary>Of a token whose signature is ours, so that it says what we wrote.</summary>
    private static JsonObject Claims(string signed) =>
        JsonNode.Parse(Base64Url.DecodeFromChars(signed.AsSpan(signed.IndexOf('.') + 1)))!.AsObject();
}
