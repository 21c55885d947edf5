using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text;
using ChatOps.Audit;
using ChatOps.Audit.Exporting;
using ChatOps.Audit.Searching;

namespace ChatOps.Host.CommandLine;

/// <summary>"chatops audit export": a part of the trail, for a post-mortem or to be kept elsewhere.</summary>
internal static class AuditExport
{
    private const string Markdown = "markdown";

    /// <summary>A night on call.</summary>
    private static readonly TimeSpan Lately = TimeSpan.FromHours(24);

    private static readonly Option<Moment?> Since = new("--since")
    {
        Description = $"From when on; the last 24 hours unless told. Give {Moment.Accepts}.",
        CustomParser = result => Read(result),
    };

    private static readonly Option<Moment?> Until = new("--until")
    {
        Description = "Up to when; now unless told. A day is included.",
        CustomParser = result => Read(result),
    };

    private static readonly Option<int?> Operation = new("--operation") { Description = "Only the entries of one operation." };

    private static readonly Option<FileInfo?> Out = new("--out") { Description = "The file to write; the terminal unless told." };

    private static readonly Option<string> Format = new Option<string>("--format")
    {
        Description = "markdown (unless told): the timeline of a post-mortem. jsonl: one entry a line, with hashes.",
        DefaultValueFactory = _ => Markdown,
    }.AcceptOnlyFromAmong("jsonl", Markdown);

    public static Command Create()
    {
        var export = new Command("export", "Writes a part of the trail.") { Since, Until, Operation, Format, Out }.TakingSettings();
        export.SetAction((parsed, cancellationToken) => AuditCommands.LookAsync(
            [.. parsed.UnmatchedTokens], services => WriteOrExplainAsync(parsed, services, cancellationToken), cancellationToken));
        return export;
    }

    private static async Task<int> WriteOrExplainAsync(
        ParseResult parsed, IServiceProvider services, CancellationToken cancellationToken)
    {
        try
        {
            return await WriteAsync(parsed, services, cancellationToken);
        }
        catch (Exception cannot) when (parsed.GetValue(Out) is not null && cannot is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"The export was not written: {cannot.Message}");
            return 1;
        }
    }

    private static async Task<int> WriteAsync(
        ParseResult parsed, IServiceProvider services, CancellationToken cancellationToken)
    {
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var until = parsed.GetValue(Until)?.End(now) ?? now;
        var since = parsed.GetValue(Since)?.Beginning(now) ?? until - Lately;
        var filter = new AuditFilter(OperationId: parsed.GetValue(Operation), Since: since, Until: until);
        var entries = services.GetRequiredService<IAuditSearch>().ReadAsync(filter, cancellationToken);
        var file = parsed.GetValue(Out);

        // Without a byte order mark: other programs read the lines.
        await using var writer = file is null ? Console.Out : new StreamWriter(file.FullName, append: false, new UTF8Encoding());
        var count = parsed.GetValue(Format) is Markdown
            ? await WriteTimelineAsync(writer, entries, since, until)
            : await WriteLinesAsync(writer, entries);
        await Console.Error.WriteLineAsync(
            $"{Words.Count(count, "entry")} written, from {Words.At(since)} to {Words.At(until)}{(parsed.GetValue(Since) is null ? "; --since reaches further back" : "")}.");
        return 0;
    }

    private static async Task<int> WriteLinesAsync(TextWriter writer, IAsyncEnumerable<AuditEntry> entries)
    {
        var count = 0;
        await foreach (var entry in entries)
        {
            await writer.WriteAsync($"{JsonLines.Write(entry)}\n");
            count++;
        }

        return count;
    }

    private static async Task<int> WriteTimelineAsync(
        TextWriter writer, IAsyncEnumerable<AuditEntry> entries, DateTimeOffset since, DateTimeOffset until)
    {
        var all = await entries.ToListAsync();
        await writer.WriteAsync(Timeline.Write(all, since, until));
        return all.Count;
    }

    private static Moment Read(ArgumentResult result)
    {
        var word = result.Tokens[0].Value;
        if (!Moment.TryRead(word, out var moment))
        {
            result.AddError($"{result.Argument.Name} can't be '{word}': give {Moment.Accepts}.");
        }

        return moment;
    }
}
