using ChatOps.Commands;
using ChatOps.Operations;

namespace ChatOps.Desk;

/// <summary>Plans an operation as it would be planned now: what was agreed to must still be what would be done.</summary>
public sealed class Replanner(CommandCatalog catalog, Capabilities capabilities, Planner planner)
{
    public async Task<Result<Replanned>> PlanAgainAsync(Operation operation, CancellationToken cancellationToken)
    {
        var capability = capabilities.Of(operation);
        if (capability is UnknownCapability unknown)
        {
            return unknown.Refusal;
        }

        if (!catalog.Parse(operation.Text).TryGet(out var command, out var problem))
        {
            return problem;
        }

        if (!(await planner.PlanAsync(capability, command, cancellationToken)).TryGet(out var plan, out problem))
        {
            return problem with { Text = $"It can't be done as things are now: {problem.Text}" };
        }

        var json = capability.Serialise(plan);
        return new Replanned(plan, json, capability.Steps(plan), capability.IsSame(json, operation.PlanJson));
    }
}
