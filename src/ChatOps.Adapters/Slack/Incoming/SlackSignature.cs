using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace ChatOps.Adapters.Slack.Incoming;

/// <summary>
/// Slack's signature over one request: HMAC-SHA256 of "v0:timestamp:body", keyed with the signing secret as text.
/// Source: docs.slack.dev, "Verifying requests from Slack".
/// </summary>
public static class SlackSignature
{
    private const string Version = "v0=";

    /// <summary>True when <paramref name="signature"/> was made with this secret for exactly these bytes; takes the same time either way.</summary>
    /// <param name="timestamp">The timestamp header as received.</param>
    /// <param name="body">The body as it came: decoding it first would change bytes that are not UTF-8.</param>
    /// <param name="signature">"v0=" and 64 hex digits; anything else is false.</param>
    public static bool Matches(string secret, string timestamp, ReadOnlySpan<byte> body, string signature)
    {
        Span<byte> claimed = stackalloc byte[SHA256.HashSizeInBytes];
        return TryDecode(signature, claimed)
            && CryptographicOperations.FixedTimeEquals(claimed, Compute(secret, timestamp, body));
    }

    /// <summary>The signature header that Slack would send.</summary>
    public static string Sign(string secret, string timestamp, ReadOnlySpan<byte> body) =>
        Version + Convert.ToHexStringLower(Compute(secret, timestamp, body));

    private static byte[] Compute(string secret, string timestamp, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hash.AppendData(Encoding.UTF8.GetBytes($"v0:{timestamp}:"));
        hash.AppendData(body);
        return hash.GetHashAndReset();
    }

    private static bool TryDecode(string signature, Span<byte> digest) =>
        signature.Length == Version.Length + (2 * digest.Length)
        && signature.StartsWith(Version, StringComparison.Ordinal)
        && Convert.FromHexString(signature.AsSpan(Version.Length), digest, out _, out _)
            is OperationStatus.Done;
}
