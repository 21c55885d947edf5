using ChatOps.Inventory;

namespace ChatOps.Diagnosing;

/// <summary>What the last words of a container mean.</summary>
internal static class LogVerdicts
{
    /// <summary>Percent. A volume so full explains why a page of it could not be written.</summary>
    private const int NearlyFull = 95;

    public static Verdict? Of(Findings findings)
    {
        if (findings.LastEnd is null)
        {
            return null;
        }

        return Fullness(findings) ?? (EndedByItself(findings.LastEnd) ? Mistake(findings) ?? Storage(findings) : null);
    }

    /// <summary>Who was killed had no last words: what its log complains of did not end it.</summary>
    private static bool EndedByItself(ContainerEnd end) => end.ExitCode is not (0 or 137 or 143);

    private static Verdict? Fullness(Findings findings)
    {
        if (LogSigns.NoRoom().Match(findings.LogText) is { Success: true } said)
        {
            return new Verdict(Cause.DiskFull, "There is no room left on its volume", said.Value);
        }

        if (LogSigns.BusError().Match(findings.LogText) is not { Success: true } fault)
        {
            return null;
        }

        // A file mapped into memory has blocks only once it is written to: on a full disk that write is a SIGBUS.
        return findings.Fill is { Percent: >= NearlyFull }
            ? new Verdict(Cause.DiskFull, "There is no room left on its volume to write a page to", fault.Value)
            : new Verdict(
                Cause.Unknown, "It could not reach a page of a file on its volume: the disk is full or failing", fault.Value);
    }

    private static Verdict? Mistake(Findings findings) => ConfigSigns.In(findings.LogText) is { } found
        ? new Verdict(Cause.BadConfiguration, Summary(found.Mistake), found.Proof, found.Mistake)
        : null;

    private static Verdict? Storage(Findings findings) =>
        LogSigns.Storage.Select(sign => (sign, Found: sign.Pattern.Match(findings.LogText)))
            .Where(match => match.Found.Success)
            .Select(match => new Verdict(match.sign.Cause, match.sign.Summary, match.Found.Value))
            .FirstOrDefault();

    private static string Summary(ConfigMistake mistake) => mistake switch
    {
        { File: { } file, Line: { } line } => $"Its configuration is wrong at line {line} of {file}: {mistake.Problem}",
        { File: { } file } => $"Its configuration {file} is wrong: {mistake.Problem}",
        _ => $"Its configuration is wrong: {mistake.Problem}",
    };
}
