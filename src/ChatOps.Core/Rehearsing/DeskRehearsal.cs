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
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

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
                await TryPlanAsync(capability, command, cancellationToken);
            }
        }
    }

    /// <summary>A plan may have to ask a neighbour; one that is silent must not keep the bot from being ready.</summary>
    private async Task TryPlanAsync(ICapabilityEntry capability, ICommand command, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            await PlanAsync(capability, command, either.Token);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            // Practice enough: the way there is compiled by now.
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
