using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Documentation;

/// <summary>What docs/runbook.md has people say is understood.</summary>
public sealed partial class RunbookPageTests
{
    [Fact]
    public void Every_command_in_the_place_of_a_line_of_the_runbook_is_understood()
    {
        var rows = new Page("docs/runbook.md").Text.Split('\n').Where(line => line.StartsWith("| ")).Skip(2)
            .Select(line => line.Split('|')).ToList();

        rows.Count.ShouldBeGreaterThan(12);
        rows.Select(row => Code().Match(row[2]).Groups["text"].Value)
            .ShouldAllBe(text => CommandsPageTests.Catalog.Parse(text).IsOk());
        rows.SelectMany(row => Code().Matches(row[3])).Select(match => match.Groups["text"].Value)
            .Where(text => !text.StartsWith("--") && !text.Contains('<'))
            .Where(text => text is not "volume undelete") // named, not said
            .ShouldAllBe(text => CommandsPageTests.Catalog.Parse(text).IsOk());
    }

    [GeneratedRegex("`(?<text>[^`]+)`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Code();
}

file static class Verdicts
{
    public static bool IsOk<T>(this Result<T> result)
        where T : notnull => result.TryGet(out _, out _);
}
