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
    /// The changes that are still to be made, each with the looks after it. A change that is done is not made again: the claim that
    /// it deleted has a successor by now. The looks after it hold, unless it was taken back or stands for good.
    /// </summary>
    private static IEnumerable<OperationStep> Left(Operation operation, IReadOnlyList<IStep> steps)
    {
        var toDo = Changes(operation, steps).Except(Moot(operation, steps)).ToHashSet();
        OperationStep? change = null; // the last one before the step
        foreach (var step in operation.Steps)
        {
            if (steps[step.Index].Target is not null)
            {
                change = step;
            }

            if (change is not null && toDo.Contains(change))
            {
                yield return step;
            }
            else if (step.State is not StepState.Done && step != change && change is null or { State: StepState.Done, IsUndone: false })
            {
                yield return step;
            }
        }
    }

    private static IEnumerable<OperationStep> Changes(Operation operation, IReadOnlyList<IStep> steps) =>
        operation.Steps.Where(step => step.State is not StepState.Done && steps[step.Index].Target is not null);

    /// <summary>
    /// What was taken back and is needed for nothing any more, with what would have settled it: a workload need not be stopped again
    /// where all that it was to stand still for is done.
    /// </summary>
    private static IEnumerable<OperationStep> Moot(Operation operation, IReadOnlyList<IStep> steps)
    {
        foreach (var undone in Changes(operation, steps).Where(step => step.State is StepState.Undone))
        {
            var settling = Changes(operation, steps).FirstOrDefault(later => steps[later.Index].Settles(steps[undone.Index]));
            if (settling is not null && !Changes(operation, steps).Any(step => step.Index > undone.Index && step.Index < settling.Index))
            {
                yield return undone;
                yield return settling;
            }
        }
    }

    private static Message WithLines(this Message message, string title, IEnumerable<string?> commands)
    {
        var lines = commands.OfType<string>().SelectMany(command => command.Split('\n')).Distinct().ToList();
        return lines is [] ? message : message.Text($"{title}\n{string.Join('\n', lines)}");
    }
}
