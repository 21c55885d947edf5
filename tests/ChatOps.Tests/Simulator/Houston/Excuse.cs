using System.Text.RegularExpressions;

namespace ChatOps.Tests.Simulator.Houston;

/// <summary>What may differ between a recording and its replay. Everything that is not here has to be the same, to the letter.</summary>
/// <param name="What">Why it may.</param>
/// <param name="Pattern">What it looks like; the group "kept" stays.</param>
/// <param name="Files">The recordings in which it may.</param>
internal sealed record Excuse(string What, string Pattern, params string[] Files)
{
    /// <summary>Added by any HTTP server; the recordings leave them out.</summary>
    public static readonly string[] UnrecordedHeaders = ["Date", "Transfer-Encoding"];

    private static readonly Excuse[] Of =
    [
        new("when an error happened", """(?<kept>"timestamp":)\d{13}""", "01", "02", "03", "04", "05", "06"),
        new("when a row was made", """(?<kept>"createdAt":)"[A-Z][a-z]{2} [A-Z][a-z]{2} \d\d \d{4} \d\d:\d\d:\d\d GMT\+0000 \(Coordinated Universal Time\)["]""", "01", "02", "03"),
        new("from when until when a token is good", """(?<kept>"(iat|exp)":)\d{10}""", "01", "06"),
        new("until when a cookie is good", "(?<kept>Expires=)[A-Z][a-z]{2}, \\d\\d [A-Z][a-z]{2} \\d{4} \\d\\d:\\d\\d:\\d\\d GMT", "01"),
        new("a token, which the recordings mask", """(?<kept>"value":)"[^"]+["]""", "01"),
        new("a token in a cookie, masked likewise", "(?<kept>astronomer_auth=)[^;]+", "01"),
        new("the uuid of a row that is made in the exchange", """(?<kept>"uuid":)"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}["]""", "01"),
    ];

    /// <summary>
    /// The length of a body that the recordings mask a part of; and of none at all, which a server must not send with a 204 by
    /// now (RFC 9110, 8.6).
    /// </summary>
    public static bool IsLengthExcused(HoustonRecording recording) =>
        recording.Status == 204
        || recording.ResponseBody.Contains("_TOKEN>", StringComparison.Ordinal)
        || recording.ResponseBody.Contains("<install dir>", StringComparison.Ordinal);

    /// <summary>The text without what may differ in this file.</summary>
    public static string Take(string text, string file) => Of
        .Where(excuse => excuse.Files.Contains(file))
        .Aggregate(text, (left, excuse) => Regex.Replace(
            left, excuse.Pattern, $"${{kept}}<{excuse.What}>", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)));
}
