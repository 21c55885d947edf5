using ChatOps.Commands;
using ChatOps.Operations;

namespace ChatOps.Desk;

/// <summary>Plans an operation as it would be planned now: what was agreed to must still be what would be done.</summary>
public sealed class Replanner(CommandCatalog catalog, Capabilities capabilities)
{
    public Result<Replanned> PlanAgain(Operation operation)
    {
        if (!catalog.Parse(operation.Text).TryGet(out var command, out var problem))
        {
            return problem;
        }

        var capability = capabilities.Of(operation);
        if (!capability.Plan(command).TryGet(out var plan, out problem))
        {
            return problem with { Text = $"It can't be done as things are now: {problem.Text}" };
        }

        return new Replanned(plan, capability.Serialise(plan), capability.Steps(plan));
    }
}

/// <param name="Json">As it would be stored; the same text is the same plan.</param>
public sealed record Replanned(IPlan Plan, string Json, IReadOnlyList<IStep> Steps);
