using ChatOps.Chat;

namespace ChatOps.Operations;

/// <summary>What a person types who goes on where an operation ended before its time; nobody is left guessing.</summary>
internal static class Handwork
{
    public static Message WithHandwork(this Message message, Operation operation, IReadOnlyList<IStep> steps) => operation.State switch
    {
        OperationState.Failed => message.WithCommands(operation, steps),
        OperationState.Cancelled when HasEffect(operation) => message.WithDone(operation, steps).WithCommands(operation, steps),
        _ => message,
    };

    /// <summary>Of a cancelled one: something that it changed is so still, or may be.</summary>
    private static bool HasEffect(Operation operation) =>
        operation.Steps.Any(step => step is { Target: not null, WasBegun: true, State: not StepState.Undone });

    private static Message WithDone(this Message message, Operation operation, IReadOnlyList<IStep> steps)
    {
        var done = operation.Steps.Where(step => step.State is StepState.Done && steps[step.Index].Target is not null).Select(step => step.Title).ToList();
        return done is [] ? message : message.Warning($"Done before it was cancelled, and not taken back: {string.Join("; ", done)}.");
    }

    private static Message WithCommands(this Message message, Operation operation, IReadOnlyList<IStep> steps) => message
        .WithLines("To take back by hand:", Stuck(operation).Select(record => (steps[record.Index] as IReversibleStep)?.UndoByHand))
        .WithLines("To go on by hand:", Left(operation, steps).Select(record => steps[record.Index].ByHand));

    private static IEnumerable<OperationStep> Stuck(Operation operation) =>
        operation.Steps.Where(step => step is { State: StepState.Failed, IsUndone: true });

    /// <summary>
    /// A change that is done is not made again: the claim that it deleted has a successor by now. A look holds for as long as
    /// the change before it.
    /// </summary>
    private static IEnumerable<OperationStep> Left(Operation operation, IReadOnlyList<IStep> steps)
    {
        var isToDo = false;
        foreach (var step in operation.Steps)
        {
            isToDo = step.State is not StepState.Done || (isToDo && steps[step.Index].Target is null);
            if (isToDo)
            {
                yield return step;
            }
        }
    }

    private static Message WithLines(this Message message, string title, IEnumerable<string?> commands)
    {
        var lines = commands.OfType<string>().SelectMany(command => command.Split('\n')).Distinct().ToList();
        return lines is [] ? message : message.Text($"{title}\n{string.Join('\n', lines)}");
    }
}
