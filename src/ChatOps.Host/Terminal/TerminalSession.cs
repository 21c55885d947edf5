using ChatOps.Approvals;
using ChatOps.Chat;
using ChatOps.Commands;
using ChatOps.Inventory;
using ChatOps.Operations;

namespace ChatOps.Host.Terminal;

/// <summary>One command of one person in a terminal, from the text to the end of what it starts.</summary>
internal sealed class TerminalSession(
    ICommandDesk desk,
    CommandCatalog catalog,
    IOperations operations,
    OperationMessages messages,
    TerminalWorker worker,
    IInventory inventory,
    TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <summary>How long the first look at the cluster may take; then is answered what is known.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly HashSet<string> _printed = [];

    /// <param name="waits">Stays until the operation has ended.</param>
    /// <returns>
    /// The exit code: 0 for an answer, and for an operation that succeeded or that is not waited for; 1 for what was not understood,
    /// refused, or failed.
    /// </returns>
    public async Task<int> RunAsync(Actor actor, string text, bool waits, CancellationToken cancellationToken)
    {
        if (!await SeesClusterAsync(cancellationToken))
        {
            PrintOnce($"The cluster has not answered within {Words.Of(Patience)}, so what follows may leave it out. Why: chatops doctor");
        }

        var request = new Request($"{TerminalChatPlatform.PlatformName}:{Guid.CreateVersion7():N}", text, actor, TerminalSeat.Here);
        var command = catalog.Parse(text).TryGet(out var parsed, out _) ? parsed : null;
        if (await OwnRequestAsync(command, cancellationToken) is { } refusal)
        {
            return Say(Message.From(refusal), isQuery: false);
        }

        var answer = await desk.HandleAsync(request, cancellationToken);
        var asked = await operations.FindByRequestAsync(request.Id, cancellationToken);
        if (asked is not null)
        {
            // Its own words say more than the answer, which speaks of a message with buttons.
            return waits ? await FollowAsync(asked, request, cancellationToken) : Leave(asked);
        }

        var exitCode = Say(answer, command is IQuery);
        return exitCode == 0 && waits && await ApprovedAsync(command, cancellationToken) is { } approved
            ? await FollowAsync(approved, request, cancellationToken)
            : exitCode;
    }

    private async Task<bool> SeesClusterAsync(CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        while (!inventory.Health.IsComplete && time.GetElapsedTime(started) < Patience)
        {
            await Task.Delay(Pause / 10, time, cancellationToken);
        }

        return inventory.Health.IsComplete;
    }

    /// <summary>A second person has a terminal of their own: a name is quickly typed.</summary>
    private async Task<Problem?> OwnRequestAsync(ICommand? command, CancellationToken cancellationToken) =>
        command is ApproveCommand approve
        && await operations.FindAsync(approve.OperationId, cancellationToken) is { IsDecidedByAsker: false } operation
        && operation.Conversation == TerminalSeat.Here
            ? Problem.Denied(
                $"Operation {operation.Id} was asked for in this very terminal.",
                "Somebody else has to approve it, in a terminal of their own.")
            : null;

    private async Task<Operation?> ApprovedAsync(ICommand? command, CancellationToken cancellationToken) =>
        command is ApproveCommand approve ? await operations.FindAsync(approve.OperationId, cancellationToken) : null;

    private static bool IsNo(Message answer) => answer.Tone is Tone.Warning or Tone.Bad;

    private int Say(Message answer, bool isQuery)
    {
        Print(answer);
        return answer.IsRefusal || (!isQuery && IsNo(answer)) ? 1 : 0; // a query's answer may be bad news
    }

    /// <summary>Says how to find it again.</summary>
    private int Leave(Operation asked)
    {
        Print(Message.Titled($"{messages.Title(asked)}: operation {asked.Id}"));
        PrintOnce(asked.State is OperationState.AwaitingApproval
            ? HowToDecide(asked)
            : "A bot that lives carries it out. How far it is: chatops run --as <person> \"operations\"");
        return 0;
    }

    private static string HowToDecide(Operation operation) =>
        $"Who decides says, in a terminal of their own: chatops run --as <person> \"approve {operation.Id}\"";

    /// <summary>Shows what is new about an operation until it ends, and carries it on where nobody else does.</summary>
    private async Task<int> FollowAsync(Operation begun, Request request, CancellationToken cancellationToken)
    {
        var isOurs = false;
        for (var operation = begun; ; operation = await operations.FindAsync(begun.Id, cancellationToken) ?? begun)
        {
            var message = messages.Render(operation);
            Print(message with { Buttons = [] });
            if (operation.State is OperationState.AwaitingApproval)
            {
                PrintOnce(HowToDecide(operation));
            }

            if (operation.State.IsFinal())
            {
                await RevealAsync(message, request, isOurs, cancellationToken);
                return operation.State is OperationState.Succeeded ? 0 : 1;
            }

            isOurs |= await worker.WorkAsync(operation.Id, cancellationToken);
            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    /// <summary>What this process alone knows, and its asker alone may see, goes with it: so it is shown at once.</summary>
    private async Task RevealAsync(Message end, Request request, bool isOurs, CancellationToken cancellationToken)
    {
        foreach (var button in end.Buttons.Where(button => isOurs && button.OnlyFor?.Is(request.Actor) is true))
        {
            var shown = request with { Id = $"{request.Id}:{button.Command}", Text = button.Command };
            Print(await desk.HandleAsync(shown, cancellationToken));
        }
    }

    private void Print(Message message)
    {
        foreach (var line in message.ToLines())
        {
            PrintOnce(line);
        }
    }

    private void PrintOnce(string line)
    {
        if (_printed.Add(TerminalNews.Of(line)))
        {
            Console.WriteLine(line);
        }
    }
}
