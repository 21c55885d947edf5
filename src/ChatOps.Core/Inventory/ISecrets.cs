namespace ChatOps.Inventory;

/// <summary>Writes Secrets; none is ever read.</summary>
public interface ISecrets
{
    /// <summary>Makes the Secret, or sets these keys of the one there is and leaves its others alone. Safe to repeat.</summary>
    /// <returns>Why the API server did not take it; null when it did.</returns>
    /// <exception cref="ClusterUnavailableException">The API server is away.</exception>
    /// <exception cref="ClusterForbiddenException">It refuses.</exception>
    Task<Problem?> WriteAsync(
        SecretReference secret, IReadOnlyDictionary<string, string> values, CancellationToken cancellationToken);
}

/// <summary>A Secret by its name; it need not exist.</summary>
public sealed record SecretReference(string Namespace, string Name)
{
    public override string ToString() => $"{Namespace}/{Name}";
}
