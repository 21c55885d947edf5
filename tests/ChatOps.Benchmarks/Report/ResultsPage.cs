using System.Text;

namespace ChatOps.Benchmarks.Report;

/// <summary>docs/benchmarks/README.md with its plots.</summary>
internal sealed class ResultsPage(string folder, IReadOnlyList<string> machine)
{
    private const string Heading =
        """
        # Benchmarks

        How fast, how small and how much, each figure beside what people use otherwise, measured in one go on one machine. Written by
        `tests/ChatOps.Benchmarks/run.sh`, which measures it all anew. Medians of the runs, with the least and the most in brackets: on
        a shared machine only what is far apart says something. Why where it falls short, and what was tried: [reasons.md](reasons.md).
        The pieces, by themselves: [inner.md](inner.md).

        """;

    public async Task WriteAsync(IReadOnlyList<Outcome> outcomes, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        var page = new StringBuilder(Heading.ReplaceLineEndings("\n")).Append('\n');
        foreach (var line in machine)
        {
            page.Append("- ").Append(line).Append('\n');
        }

        WriteTargets(page, [.. outcomes.SelectMany(outcome => outcome.Targets)]);
        foreach (var outcome in outcomes)
        {
            page.Append("\n## ").Append(outcome.Title).Append("\n\n").Append(outcome.How).Append("\n\n");
            WriteTable(page, outcome.Columns, outcome.Rows);
            foreach (var plot in outcome.Plots)
            {
                page.Append("\n![").Append(plot.Title).Append("](").Append(plot.Name).Append(".svg)\n");
                await File.WriteAllTextAsync(Path.Combine(folder, $"{plot.Name}.svg"), plot.ToSvg().ReplaceLineEndings("\n"), cancellationToken);
            }
        }

        await File.WriteAllTextAsync(Path.Combine(folder, "README.md"), page.ToString(), cancellationToken);
    }

    private static void WriteTargets(StringBuilder page, IReadOnlyList<TargetRow> targets)
    {
        if (targets.Count > 0)
        {
            page.Append("\n## The targets\n\n");
            WriteTable(
                page,
                ["what", "target", "measured", "beside", "met"],
                [.. targets.Select(row => new[] { row.What, row.Target, row.Measured, row.Beside, row.IsMet ? "yes" : "**no**" })]);
        }
    }

    private static void WriteTable(StringBuilder page, IReadOnlyList<string> columns, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        IEnumerable<IReadOnlyList<string>> lines = [columns, [.. columns.Select(_ => "---")], .. rows];
        foreach (var line in lines)
        {
            page.Append("| ").AppendJoin(" | ", line).Append(" |\n");
        }
    }
}
