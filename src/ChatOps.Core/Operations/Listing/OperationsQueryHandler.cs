using System.Collections.Immutable;
using ChatOps.Access;
using ChatOps.Chat;
using ChatOps.Commands;

namespace ChatOps.Operations.Listing;

/// <summary>Shows operations as a table, the unfinished first.</summary>
public sealed class OperationsQueryHandler(
    IOperations operations, OperationMessages messages, Grants grants, Scopes scopes, TimeProvider time)
    : IQueryHandler<OperationsQuery>
{
    private const int Limit = 20;

    /// <summary>So many are looked through for those that the asker may see.</summary>
    private const int LookedThrough = 200;

    public async Task<Result<Message>> AnswerAsync(
        OperationsQuery query, Request request, CancellationToken cancellationToken)
    {
        if (query.Review)
        {
            return InReview(await SiftAsync(
                query, await operations.AwaitingSignOffAsync(LookedThrough, cancellationToken), request, cancellationToken));
        }

        var recent = await SiftAsync(
            query, await operations.RecentAsync(LookedThrough, cancellationToken), request, cancellationToken);
        if (recent.Count == 0)
        {
            return Message.Titled("Nothing was ever asked for that you may see").Text("Try: restart scheduler zodiac-cosmo-1172");
        }

        var unfinished = recent.Count(operation => !operation.State.IsFinal());
        var title = unfinished == 0 ? "Nothing is being done now" : $"{Words.Count(unfinished, "operation")} at work";
        var message = Message.Titled(title)
            .Table(new TablePart(Caption: null, ["#", "WHAT", "BY", "AGO"], [.. recent.Select(Row)]));
        var failed = recent.Where(operation => operation.Failure is not null).Take(3);
        return failed.Aggregate(
            message, (shown, operation) => shown.Warning($"Operation {operation.Id}: {operation.Failure}"));
    }

    /// <summary>Of the deployments that they may look at: the first that a table has room for.</summary>
    private async Task<List<Operation>> SiftAsync(
        OperationsQuery query, IReadOnlyList<Operation> found, Request request, CancellationToken cancellationToken)
    {
        var seen = new List<Operation>();
        foreach (var operation in found)
        {
            var scope = scopes.Of(query, operation, request.Conversation);
            if (seen.Count < Limit && await grants.RefuseAsync(request.Actor, Role.Viewer, scope, cancellationToken) is null)
            {
                seen.Add(operation);
            }
        }

        return seen;
    }

    private Message InReview(IReadOnlyList<Operation> unsigned)
    {
        if (unsigned.Count == 0)
        {
            return Message.Titled("Nothing that ran without approval waits for a review", Tone.Good);
        }

        var table = new TablePart(Caption: null, ["#", "WHAT", "BY", "WHY"], [.. unsigned.Select(Row)]);
        return Message.Titled($"{Words.Count(unsigned.Count, "operation")} ran without approval and must be looked at", Tone.Warning)
            .Table(table)
            .Text($"Somebody else than the asker closes each: sign-off {unsigned[0].Id} --note \"...\"");

        ImmutableList<string> Row(Operation operation) =>
            [$"{operation.Id}", messages.Title(operation), operation.Actor.Name, $"{operation.GlassReason}"];
    }

    private ImmutableList<string> Row(Operation operation) =>
    [
        $"{operation.Id}", messages.Title(operation), operation.Actor.Name,
        Words.Of(time.GetUtcNow() - operation.CreatedAt),
    ];
}
