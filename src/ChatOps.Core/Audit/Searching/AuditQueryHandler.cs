using System.Collections.Immutable;
using ChatOps.Chat;
using ChatOps.Commands;

namespace ChatOps.Audit.Searching;

/// <summary>Shows a page of what was found in the audit trail, with the trail's head by which it can be witnessed.</summary>
public sealed class AuditQueryHandler(IAuditTrail trail, IAuditSearch search, TimeProvider time) : IQueryHandler<AuditQuery>
{
    private const int PageSize = 20;
    private const int MostPages = 100_000;
    private const int LongestDetail = 60;

    public async Task<Result<Message>> AnswerAsync(
        AuditQuery query, Request request, CancellationToken cancellationToken)
    {
        var page = query.Page ?? 1;
        if (page is < 1 or > MostPages)
        {
            return Problem.Invalid($"There is no page {page}.", "Pages begin with 1, which has the newest entries.");
        }

        var filter = Filter(query, time.GetUtcNow());
        var skipped = (page - 1) * PageSize;
        var found = await search.FindAsync(filter, skipped, PageSize, cancellationToken);

        // This very question was written before it is answered, so there is always an entry.
        var head = (await trail.LatestAsync(limit: 1, cancellationToken))[0];
        var message = Render(filter, found, skipped);
        var hasMore = skipped + found.Entries.Count < found.Total;
        return (hasMore ? message.Button(new Button("Older", NextPage(filter, page + 1))) : message) with
        {
            Footer = $"Head {head.ShortHash} at entry {head.Sequence}; \"chatops audit verify\" checks the whole chain",
        };
    }

    /// <summary>The next page asks up to the same moment, so that what is written meanwhile shifts nothing.</summary>
    private static AuditFilter Filter(AuditQuery query, DateTimeOffset now) => new(
        query.Person is { } person ? Id(person) : null,
        query.Operation,
        query.Deployment,
        query.Since?.Beginning(now),
        query.Until?.End(now) ?? now);

    /// <summary>
    /// The adapters leave "@" and the id of a person who is mentioned; within quotes Slack's angle brackets, perhaps with the name
    /// behind a bar.
    /// </summary>
    private static string Id(string person) => person switch
    {
        ['<', '@', ..] => person.Trim('<', '@', '>').Split('|')[0],
        ['@', _, ..] => person[1..],
        _ => person,
    };

    private static Message Render(AuditFilter filter, AuditFindings found, int skipped)
    {
        if (found.Entries.Count == 0)
        {
            return Message.Titled(skipped == 0 ? "Nothing in the audit trail" : "No more in the audit trail").Text(Words(filter));
        }

        var title = $"Entries {skipped + 1} to {skipped + found.Entries.Count} of {found.Total}, the newest first";
        return Message.Titled(title)
            .Text(Words(filter))
            .Table(new TablePart(Caption: null, ["#", "UTC", "WHO", "WHAT"], [.. found.Entries.Select(Row)]));
    }

    private static ImmutableList<string> Row(AuditEntry entry) =>
        [$"{entry.Sequence}", $"{entry.At:MM-dd HH:mm:ss}", entry.ActorName, What(entry)];

    private static string What(AuditEntry entry)
    {
        var operation = entry.OperationId is { } id ? $"#{id} " : string.Empty;
        var detail = entry.Detail.Length <= LongestDetail ? entry.Detail : $"{entry.Detail[..LongestDetail]}…";
        return $"{operation}{entry.Action}: {detail}";
    }

    private static string Words(AuditFilter filter)
    {
        string?[] words =
        [
            filter.OperationId is { } id ? $"of operation {id}" : null,
            filter.Person is { } person ? $"by {person}" : null,
            filter.Deployment is { } deployment ? $"about {deployment}" : null,
            filter.Since is { } since ? $"since {since:yyyy-MM-dd HH:mm:ss}" : null,
            $"until {filter.Until:yyyy-MM-dd HH:mm:ss} UTC",
        ];
        var sentence = string.Join(", ", words.OfType<string>());
        return $"{char.ToUpperInvariant(sentence[0])}{sentence[1..]}";
    }

    private static string NextPage(AuditFilter filter, int page)
    {
        string?[] words =
        [
            "audit",
            filter.OperationId is { } id ? $"--operation {id}" : null,
            filter.Person is { } person ? $"--person {Word.Quote(person)}" : null,
            filter.Deployment is { } deployment ? $"--deployment {Word.Quote(deployment)}" : null,
            filter.Since is { } since ? $"--since {Moment.Write(since)}" : null,
            filter.Until is { } until ? $"--until {Moment.Write(until)}" : null,
            $"--page {page}",
        ];
        return string.Join(' ', words.OfType<string>());
    }
}
