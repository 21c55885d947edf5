using System.Security.Cryptography;

namespace ChatOps.Simulator.Store;

/// <summary>Random endings of generated names, from the letters Kubernetes uses (no vowels: no words).</summary>
public static class NameSuffix
{
    private const string Letters = "bcdfghjklmnpqrstvwxz2456789";
    private const int Length = 5;

    /// <summary>Longest generateName that still leaves room for an ending in a name of 63.</summary>
    private const int LongestBase = 58;

    public static string Next() => RandomNumberGenerator.GetString(Letters, Length);

    public static string AppendTo(string generateName) =>
        (generateName.Length > LongestBase ? generateName[..LongestBase] : generateName) + Next();
}
