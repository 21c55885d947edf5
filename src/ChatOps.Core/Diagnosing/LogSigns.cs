using System.Text.RegularExpressions;

namespace ChatOps.Diagnosing;

/// <summary>
/// The words by which programs say why they can't go on; each pattern takes the whole line. Taken from runs of
/// Prometheus 2.42, Redis 7.0 and the registry 2.8 with broken data, and for other versions from their issue trackers.
/// </summary>
internal static partial class LogSigns
{
    private const RegexOptions Way = RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.Multiline;
    private const int Limit = 1000;

    /// <summary>
    /// Why data can't be opened, what is no damage first. Damage that Prometheus repairs by itself is only a warning, and blocks
    /// that it skips are errors that don't stop it: what counts is that its storage could not be opened.
    /// </summary>
    public static IReadOnlyList<LogSign> Storage { get; } =
    [
        new(Cause.Unknown, Locked(), "Its data is locked: another process may be at work on its volume"),
        new(Cause.Unknown, Denied(), "It may not write to its volume"),
        new(Cause.OutOfMemory, NoMemory(), "It gets no memory to map its data into"),
        new(Cause.CorruptData, BadLog(), "Its write-ahead log is corrupt"),
        new(Cause.CorruptData, BadBlock(), "A block of its data is corrupt"),
        new(Cause.CorruptData, BadStorage(), "Its data can't be read back"),
        new(Cause.CorruptData, BadRedis(), "Its dump can't be read back"),
        new(Cause.CorruptData, BadDatabase(), "Its data can't be read back"),
    ];

    [GeneratedRegex("^.*(no space left on device|disk quota exceeded).*$", Way, Limit)]
    public static partial Regex NoRoom();

    [GeneratedRegex("^.*(unexpected fault address|signal SIGBUS).*$", Way, Limit)]
    public static partial Regex BusError();

    [GeneratedRegex("^.*opening storage failed.*lock DB directory.*$", Way, Limit)]
    private static partial Regex Locked();

    [GeneratedRegex("^.*opening storage failed.*(permission denied|read-only file system).*$", Way, Limit)]
    private static partial Regex Denied();

    [GeneratedRegex("^.*opening storage failed.*cannot allocate memory.*$", Way, Limit)]
    private static partial Regex NoMemory();

    [GeneratedRegex(
        @"^.*opening storage failed.*(/wal/|\bWAL\b|\bsegments?\b|checkpoint).*$", Way, Limit)]
    private static partial Regex BadLog();

    [GeneratedRegex(
        @"^.*opening storage failed.*(corrupted block|block dir|meta\.json|invalid magic number|index|chunks?).*$", Way, Limit)]
    private static partial Regex BadBlock();

    [GeneratedRegex(
        "^.*opening storage failed.*"
        + "(corrupt|checksum|unexpected end of|unexpected EOF|structure needs cleaning|input/output error).*$",
        Way,
        Limit)]
    private static partial Regex BadStorage();

    [GeneratedRegex(
        "^.*(Bad file format reading the append only file|Unexpected end of file reading the append only file"
        + "|Short read or OOM loading DB|Wrong signature trying to load DB|RDB CRC error|Internal error in RDB reading"
        + "|Fatal error loading the DB).*$",
        Way,
        Limit)]
    private static partial Regex BadRedis();

    /// <summary>Others, only where they say that they end by it.</summary>
    [GeneratedRegex(@"^.*\b(fatal|panic)\b.*(corrupt|damaged|valid checkpoint record).*$", Way, Limit)]
    private static partial Regex BadDatabase();
}

/// <param name="Summary">One sentence without a full stop.</param>
internal sealed record LogSign(Cause Cause, Regex Pattern, string Summary);
