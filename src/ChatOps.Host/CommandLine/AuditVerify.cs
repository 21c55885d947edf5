using System.CommandLine;
using System.CommandLine.Parsing;
using ChatOps.Audit;
using ChatOps.Audit.Exporting;

namespace ChatOps.Host.CommandLine;

/// <summary>"chatops audit verify": the whole trail in the database, or what an export has of it.</summary>
internal static class AuditVerify
{
    /// <summary>What the witnesses in a channel show of a hash.</summary>
    private const int FewestDigits = 8;

    private static readonly Option<FileInfo?> Lines = new("--file")
    {
        Description = "Instead of the database: lines that \"audit export --format jsonl\" wrote.",
    };

    private static readonly Option<bool> Whole = new("--whole")
    {
        Description = "With --file: every entry from the first on must be in it.",
    };

    private static readonly Option<string?> Head = new("--head")
    {
        Description = "With --file: the hash that its last entry must have, such as the bot named in a channel; 8 digits will do.",
        Validators = { OnlyAHash },
    };

    public static Command Create()
    {
        var verify = new Command("verify", "Checks the hash chain and names the first broken entry.") { Lines, Whole, Head }
            .TakingSettings();
        verify.Validators.Add(OnlyOfAFile);
        verify.SetAction((parsed, cancellationToken) => parsed.GetValue(Lines) is { } file
            ? VerifyAsync(file, parsed.GetValue(Whole), parsed.GetValue(Head), cancellationToken)
            : AuditCommands.LookAsync([.. parsed.UnmatchedTokens], services => VerifyAsync(services, cancellationToken), cancellationToken));
        return verify;
    }

    private static async Task<int> VerifyAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var found = await AuditVerification.OfAsync(services.GetRequiredService<IAuditTrail>(), cancellationToken);
        return await TellAsync(found.IsIntact, $"{found}");
    }

    private static async Task<int> VerifyAsync(FileInfo file, bool whole, string? head, CancellationToken cancellationToken)
    {
        if (!file.Exists)
        {
            return await TellAsync(isGood: false, $"There is no file {file.FullName}.");
        }

        var entries = new List<AuditEntry>();
        await foreach (var line in File.ReadLinesAsync(file.FullName, cancellationToken))
        {
            if (JsonLines.TryRead(line) is not { } entry)
            {
                return await TellAsync(isGood: false, $"Line {entries.Count + 1} of {file.Name} is no entry of an audit trail.");
            }

            entries.Add(entry);
        }

        var found = ExportCheck.Of(entries, whole, head);
        return await TellAsync(found.Holds, found.Words);
    }

    private static async Task<int> TellAsync(bool isGood, string words)
    {
        await (isGood ? Console.Out : Console.Error).WriteLineAsync(words);
        return isGood ? 0 : 1;
    }

    private static void OnlyOfAFile(CommandResult given)
    {
        if (given.GetResult(Lines) is null && (given.GetResult(Whole) ?? (SymbolResult?)given.GetResult(Head)) is not null)
        {
            given.AddError("--whole and --head look at an export: name it with --file. Without it the database is checked as a whole.");
        }
    }

    private static void OnlyAHash(OptionResult given)
    {
        var hash = given.GetValueOrDefault<string>() ?? "";
        if (hash.Length is < FewestDigits or > 64 || !hash.All(char.IsAsciiHexDigit))
        {
            given.AddError($"--head must be a hash of the audit trail, or at least its first {FewestDigits} digits.");
        }
    }
}
