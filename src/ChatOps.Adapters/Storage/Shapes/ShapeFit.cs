namespace ChatOps.Adapters.Storage.Shapes;

/// <summary>
/// Whether a host can work on a database: each release lives with the shape of the one after it, and no release takes away
/// what the one before it needs (docs/decisions/0023).
/// </summary>
/// <param name="Known">The migrations of this program.</param>
/// <param name="Made">Those that the database has.</param>
internal sealed record ShapeFit(IReadOnlyList<string> Known, IReadOnlyList<string> Made)
{
    public int Own => ShapeNumber.Reached(Known);

    public int Found => ShapeNumber.Reached(Made);

    public IReadOnlyList<string> Missing => [.. Known.Except(Made, StringComparer.Ordinal)];

    /// <summary>What is in the way of working on it at all; null when nothing is.</summary>
    public string? Objection => this switch
    {
        _ when Made.FirstOrDefault(name => ShapeNumber.Of(name) is null) is { } unknown =>
            $"the database was made by a build from before the first release ({unknown}), which no release can carry over. "
            + "Give the bot an empty one; to keep the old audit trail, export it with that build.",
        _ when Found > Own + 1 =>
            $"the database has shape {Found}, and this version of the bot has shape {Own}: it lives with {Own + 1} at most. "
            + "Start a later version of the bot, or restore a backup of that time.",
        _ => null,
    };

    /// <summary>What is in the way of making the missing changes beside the hosts that live; null when nothing is.</summary>
    public string? ObjectionOf(IReadOnlyList<HostRow> living) =>
        Missing.Count > 0 && living.Where(host => host.Shape < Own - 1).MinBy(host => host.Shape) is { } old
            ? $"the host {old.Name} has shape {old.Shape} and is at work: it would not live with shape {Own}. Roll out a version with "
                + $"shape {Own - 1} first; or stop all hosts, and start this one {HostPresence.Patience.TotalSeconds:0} s later."
            : null;
}
