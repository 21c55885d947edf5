using ChatOps.Adapters.Cluster.Manifests;

namespace ChatOps.Adapters.Cluster.Api;

/// <summary>Something that the bot's account may have to be allowed to.</summary>
/// <param name="Resource">As roles spell it: "pods/log".</param>
/// <param name="Namespace">Empty for the whole cluster, as the API server takes it both for objects of no namespace and for all namespaces.</param>
internal sealed record NeededAccess(string Verb, string Group, string Resource, string Namespace)
{
    public const string AllNamespaces = "";
    public const string NoNamespace = "";

    public override string ToString() => Namespace.Length == 0 ? $"{Verb} {Resource}" : $"{Verb} {Resource} in {Namespace}";
}

internal static class AccessReviews
{
    private const string Path = "apis/authorization.k8s.io/v1/selfsubjectaccessreviews";

    /// <summary>Asks the API server whether the bot's own account may do something; everybody may ask that
    /// (https://kubernetes.io/docs/reference/access-authn-authz/authorization/#checking-api-access).</summary>
    public static async Task<bool> MayAsync(this ApiServer server, NeededAccess access, CancellationToken cancellationToken)
    {
        var parts = access.Resource.Split('/', 2);
        var question = new AccessReviewManifest(
            "authorization.k8s.io/v1",
            "SelfSubjectAccessReview",
            new(new(access.Verb, access.Group, parts[0], parts.ElementAtOrDefault(1), access.Namespace)),
            Status: null);
        var answer = await server.AskAsync(Path, question, ManifestJson.Default.AccessReviewManifest, cancellationToken);
        return answer.Status?.Allowed is true;
    }
}
