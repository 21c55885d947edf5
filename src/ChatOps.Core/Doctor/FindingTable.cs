using System.Collections.Immutable;
using ChatOps.Chat;

namespace ChatOps.Doctor;

/// <summary>Findings as a terminal shows them.</summary>
public static class FindingTable
{
    private static readonly ImmutableList<string> Headers = ["   ", "CHECK", "FOUND, AND WHAT TO DO"];

    /// <summary>A line for each finding, with what to do beneath, under headers.</summary>
    public static IEnumerable<string> Write(IEnumerable<Finding> findings) =>
        new TablePart(Caption: null, Headers, [.. findings.SelectMany(Rows)]).ToLines();

    private static IEnumerable<ImmutableList<string>> Rows(Finding finding)
    {
        yield return [Mark(finding.State), finding.Subject, OneLine(finding.Text)];
        if (finding.NextStep is { } next)
        {
            yield return ["", "", $"-> {OneLine(next)}"];
        }
    }

    private static string Mark(FindingState state) => state switch
    {
        FindingState.Good => "ok",
        FindingState.Off => "-",
        FindingState.Doubtful => "!",
        _ => "BAD",
    };

    /// <summary>What a far end says may have several.</summary>
    private static string OneLine(string text) => string.Join(' ', text.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries));
}
