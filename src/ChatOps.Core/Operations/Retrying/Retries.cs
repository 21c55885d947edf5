using ChatOps.Commands;

namespace ChatOps.Operations.Retrying;

/// <summary>Finds what a retry asks for: the same command again, to be authorised and planned like any other.</summary>
public sealed class Retries(CommandCatalog catalog, IOperations operations)
{
    public async Task<Result<Retried>> FindAsync(RetryCommand retry, CancellationToken cancellationToken)
    {
        if (await operations.FindAsync(retry.OperationId, cancellationToken) is not { } former)
        {
            return Operation.NotThere(retry.OperationId);
        }

        return catalog.Parse(former.Text).TryGet(out var command, out var problem)
            ? new Retried(former, command)
            : Problem.Conflict(
                $"Operation {former.Id} was asked for in words that are no command any more: {problem.Text}", problem.NextStep);
    }
}

/// <param name="Former">The operation that is tried again.</param>
/// <param name="Command">What it wanted.</param>
public sealed record Retried(Operation Former, ICommand Command)
{
    /// <summary>Why there is nothing to try again, or null. Only for those who may run the command.</summary>
    public Problem? Refusal => Former.State switch
    {
        OperationState.Succeeded => Problem.Refused(
            $"Operation {Former.Id} did what it was asked for, so there is nothing to retry.",
            $"To do it once more, say: {Former.Text}"),
        _ when !Former.State.IsFinal() => Problem.Conflict(
            $"Operation {Former.Id} has not ended yet.", "Its message shows how far it is."),
        _ => null,
    };
}
