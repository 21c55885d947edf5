using System.Text.RegularExpressions;

namespace ChatOps.Adapters.Storage.Shapes;

/// <summary>
/// The number of the database's shape, one higher with each release that changes it. It stands in the names of migrations
/// ("20261129160000_V2Urgency"), which the database keeps: so a host can tell how far away a shape is that it knows nothing of.
/// </summary>
internal static partial class ShapeNumber
{
    /// <returns>Null for a name that says none.</returns>
    public static int? Of(string migration) =>
        Numbered().Match(migration) is { Success: true } match ? int.Parse(match.Groups["number"].ValueSpan) : null;

    /// <summary>The highest that some migrations lead to; 0 without any.</summary>
    public static int Reached(IEnumerable<string> migrations) => migrations.Max(Of) ?? 0;

    [GeneratedRegex("^[0-9]{14}_V(?<number>[0-9]{1,4})[A-Z]", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Numbered();
}
