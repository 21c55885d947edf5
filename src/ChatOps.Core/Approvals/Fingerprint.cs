using System.Security.Cryptography;
using System.Text;

namespace ChatOps.Approvals;

/// <summary>Tells two plans apart in a few characters.</summary>
public static class Fingerprint
{
    private const int Length = 12;

    /// <summary>The beginning of the SHA-256 of a plan's stored form: 12 lowercase hex digits.</summary>
    public static string Of(string planJson) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(planJson)))[..Length];
}
