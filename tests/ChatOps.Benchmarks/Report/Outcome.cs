namespace ChatOps.Benchmarks.Report;

/// <summary>What one comparison found.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="How">What was done, in a sentence or two.</param>
/// <param name="Columns">Heads of the table.</param>
/// <param name="Rows">As many cells each as there are columns.</param>
internal sealed record Outcome(string Title, string How, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    /// <summary>It could not be measured; the first line of the table says why.</summary>
    public bool IsBroken { get; private init; }

    public static Outcome Broken(string name, Exception fault) =>
        new($"{name}: not measured", "It broke off.", ["why"], [[fault.Message.ReplaceLineEndings(" ")]]) { IsBroken = true };

    /// <summary>What it says about the targets of the architecture.</summary>
    public IReadOnlyList<TargetRow> Targets { get; init; } = [];

    public IReadOnlyList<LinePlot> Plots { get; init; } = [];
}

/// <summary>A target of the architecture beside what was measured.</summary>
internal sealed record TargetRow(string What, string Target, string Measured, string Beside, bool IsMet);
