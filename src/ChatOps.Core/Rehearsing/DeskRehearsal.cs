using ChatOps.Approvals;
using ChatOps.Chat;
using ChatOps.Commands;
using ChatOps.Desk;
using ChatOps.Operations;
using ChatOps.Queries.Pods;

namespace ChatOps.Rehearsing;

/// <summary>Parses every example, answers a query, plans what an example asks for, and renders all of it.</summary>
public sealed class DeskRehearsal(
    CommandCatalog catalog, QueryDesk queries, Capabilities capabilities, OperationMessages messages, TimeProvider time)
    : IRehearsal
{
    private static readonly Request Nobodys = new(
        "rehearsal", "rehearsal", new Actor("chatops", "rehearsal", "rehearsal"), new Conversation("chatops", "rehearsal"));

    public async Task RehearseAsync(CancellationToken cancellationToken)
    {
        (await queries.AnswerAsync(new PodsQuery(Deployment: null, Unhealthy: false), Nobodys, cancellationToken))
            .TryGet(out var answer, out _);
        answer?.ToPlainText();
        foreach (var example in catalog.Commands.SelectMany(command => command.Examples))
        {
            if (catalog.Parse(example).TryGet(out var command, out _) && capabilities.For(command) is { } capability)
            {
                await PlanAsync(capability, command, cancellationToken);
            }
        }
    }

    /// <summary>The example's objects may not be there; finding that out is practice, too.</summary>
    private async Task PlanAsync(
        ICapabilityEntry capability, ICommand command, CancellationToken cancellationToken)
    {
        if (!(await capability.PlanAsync(command, cancellationToken)).TryGet(out var plan, out _))
        {
            return;
        }

        var now = time.GetUtcNow();
        var operation = Operation.Accept(
            Nobodys,
            capability.Name,
            plan,
            capability.Serialise(plan),
            capability.Steps(plan),
            new ApprovalNeed(Count: 1, ByAsker: false),
            expiresAt: now,
            now);
        messages.Render(operation).ToPlainText();
    }
}
