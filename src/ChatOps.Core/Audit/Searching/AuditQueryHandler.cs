using System.Collections.Immutable;
using ChatOps.Chat;
using ChatOps.Commands;

namespace ChatOps.Audit;

/// <summary>Shows the end of the audit trail, with the hash by which it can be witnessed.</summary>
public sealed class AuditQueryHandler(IAuditTrail trail) : IQueryHandler<AuditQuery>
{
    private const int Limit = 20;
    private const int LongestDetail = 60;

    public async Task<Result<Message>> AnswerAsync(
        AuditQuery query, Request request, CancellationToken cancellationToken)
    {
        var entries = await trail.LatestAsync(Limit, cancellationToken);

        // This very question was written before it is answered, so there is always an entry.
        var head = entries[0];
        var table = new TablePart(Caption: null, ["#", "UTC", "WHO", "WHAT"], [.. entries.Select(Row)]);
        var message = Message.Titled($"The last {entries.Count} of {Words.Count((int)head.Sequence, "entry")}").Table(table);
        return message with
        {
            Footer = $"Head {head.ShortHash} at entry {head.Sequence}; \"chatops audit verify\" checks the whole chain",
        };
    }

    private static ImmutableList<string> Row(AuditEntry entry) =>
        [$"{entry.Sequence}", $"{entry.At:MM-dd HH:mm:ss}", entry.ActorName, What(entry)];

    private static string What(AuditEntry entry)
    {
        var operation = entry.OperationId is { } id ? $"#{id} " : string.Empty;
        var detail = entry.Detail.Length <= LongestDetail ? entry.Detail : $"{entry.Detail[..LongestDetail]}…";
        return $"{operation}{entry.Action}: {detail}";
    }
}
