namespace ChatOps.Operations;

/// <summary>A process that runs operations, told from its own earlier lives.</summary>
/// <param name="Name">The same again after a restart.</param>
/// <param name="Life">Another at every start.</param>
public sealed record Worker(string Name, string Life)
{
    /// <summary>Between name and life; no name has one.</summary>
    public const string Separator = "/";

    /// <summary>What its leases carry.</summary>
    public string Key => $"{KeysOf(Name)}{Life}";

    /// <summary>What the keys of all lives of one worker begin with, and no other's.</summary>
    public static string KeysOf(string name) => name + Separator;

    /// <summary>True for a lease that an earlier life took: that process is gone, or it would not have been started again.</summary>
    public bool HeldBefore(string? leaseOwner) =>
        leaseOwner != Key && leaseOwner?.StartsWith(KeysOf(Name), StringComparison.Ordinal) is true;
}
