using ChatOps.Audit;
using ChatOps.Chat;
using ChatOps.Commands;
using ChatOps.Operations;

namespace ChatOps.Desk;

/// <summary>
/// Answers whoever asks for a change of something that another operation is at. Where that one does just what they want,
/// they are told how it ends as if they had asked for it; else they are shown who is in the way.
/// </summary>
public sealed class FellowDesk(
    IOperations operations, CommandCatalog catalog, Capabilities capabilities, OperationMessages messages, IAuditTrail audit)
{
    /// <param name="asked">What they want, planned and not stored. They may ask for it: nobody else gets here.</param>
    /// <param name="first">What is in the way.</param>
    public async Task<Message> AnswerAsync(
        Operation asked, Operation first, Request request, CancellationToken cancellationToken)
    {
        if (!IsSameWish(asked, first))
        {
            await RefuseAsync(first, request, cancellationToken);
            return Shown(first, InTheWay(first));
        }

        var (joined, isNew) = await operations.ChangeAsync(
            first.Id, found => found.TryJoin(request.Actor, request.Conversation, request.Text), cancellationToken);
        if (!isNew)
        {
            await RefuseAsync(joined, request, cancellationToken);
        }

        // Started now it would be done twice: nobody has seen yet how the first one went.
        return joined.State.IsFinal()
            ? Shown(joined, "was at it and has just ended, so yours was not started. Ask again if you still want it.")
            : Shown(joined, "is at it already, so yours was not started. You will be told here when it is done.");
    }

    /// <summary>
    /// The plans come to the same, or the words that asked for them do: the world that both are planned with changes while the
    /// first is carried out, as a restarted pod gets another name.
    /// </summary>
    private bool IsSameWish(Operation asked, Operation first) =>
        asked.Capability == first.Capability
        && asked.Target == first.Target
        && (capabilities.Of(first).IsSame(asked.PlanJson, first.PlanJson)
            || (catalog.Parse(asked.Text).TryGet(out var wish, out _)
                && catalog.Parse(first.Text).TryGet(out var former, out _)
                && Bare(wish).Equals(Bare(former))));

    private static ICommand Bare(ICommand command) => command is IReasonedCommand reasoned ? reasoned.Wish : command;

    /// <summary>Who waits for an approval may want the other thing instead; who runs is not to be stopped for a second ask.</summary>
    private static string InTheWay(Operation first) => first.State is OperationState.AwaitingApproval
        ? $"waits for approval since {first.CreatedAt:HH:mm} UTC, so yours was not started. To have yours instead: cancel {first.Id}, then ask again."
        : "is at it already, so yours was not started.";

    private Task RefuseAsync(Operation first, Request request, CancellationToken cancellationToken) => audit.AppendAsync(
        request.Refused($"operation {first.Id} is at it") with { OperationId = first.Id }, cancellationToken);

    private Message Shown(Operation first, string how) =>
        messages.Render(first).Opening($"Operation {first.Id} by {first.Actor.Name} {how}");
}
