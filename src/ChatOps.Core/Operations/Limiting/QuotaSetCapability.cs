using System.ComponentModel;
using ChatOps.Commands;
using ChatOps.Inventory;
using ChatOps.Quotas;

namespace ChatOps.Operations.Limiting;

/// <summary>Changes what a quota allows, after a look at what is used and at what the nodes could take.</summary>
public sealed class QuotaSetCapability(DeploymentDirectory directory, IInventory inventory, IQuotas quotas)
    : IInventoryCapability<QuotaSetCommand, QuotaSetPlan>
{
    /// <summary>The name its operations are stored under.</summary>
    public const string Name = "quota set";

    public Verb Verb { get; } = new("Change", "Changing", "Changed");

    public static void Register(CommandCatalog commands) => commands
        .Add(
            Name,
            "Changes what a quota allows, in any notation of Kubernetes, or by how much with + or -; another person has to approve.",
            ([Argument("deployment|platform")] DeploymentName deployment,
                [Argument("resource=amount"), Description("Such as requests.cpu=12 or limits.memory=+8Gi; as many as there are.")] string[] amounts,
                [Option("NAME"), Description("Which quota, where there are several.")] string? quota,
                [Description("Also below what is used now: no pod ends, but none is made until less is used.")] bool belowUsed) =>
                new QuotaSetCommand(deployment, [.. amounts], quota, belowUsed))
        .Example("quota set zodiac-cosmo-1172 requests.cpu=12 limits.memory=+8Gi")
        .Example("quota set zodiac-cosmo-1172 pods=+2 --quota resource-quota");

    public Result<QuotaSetPlan> Plan(QuotaSetCommand command)
    {
        if (inventory.OutOfSight("quota") is { } outOfSight)
        {
            return outOfSight;
        }

        if (!QuotaWish.ReadAll(command.Amounts).TryGet(out var wishes, out var problem)
            || !directory.Find(command.Deployment, allowPrefix: false).TryGet(out var area, out problem)
            || !QuotaChoice.Of(command, wishes, area, inventory).TryGet(out var quota, out problem))
        {
            return problem;
        }

        return Plan(command, wishes, area, quota);
    }

    public IReadOnlyList<IStep> Steps(QuotaSetPlan plan) => [new ChangeQuotaStep(plan, quotas), new AwaitQuotaStep(plan, inventory)];

    private Result<QuotaSetPlan> Plan(QuotaSetCommand command, IReadOnlyList<QuotaWish> wishes, Area area, Quota quota)
    {
        var lines = QuotaLine.Of(quota).ToDictionary(line => line.Resource);
        var changed = new List<QuotaLine>();
        foreach (var wish in wishes)
        {
            var line = lines[wish.Resource]; // the quota was chosen by them
            if (wish.From(line.Hard) is not { } then)
            {
                return Problem.Refused($"{wish.Resource} is {line.Hard} now: it can't be {wish.Amount} less.");
            }

            if (then.Value < line.Used.Value && !command.BelowUsed)
            {
                return Problem.Refused(
                    $"{line.Used} of {wish.Resource} is used, and {then} is less.",
                    "No pod would be made any more until less is used. If that is what you want, ask again with --below-used.");
            }

            changed.Add(line with { Hard = then });
        }

        return changed.TrueForAll(line => line.Hard.Value == lines[line.Resource].Hard.Value)
            ? Problem.Refused($"{ShortName.Of(quota.Name, area.Release)} of {area} allows just that already.")
            : new QuotaSetPlan(
                $"{ShortName.Of(quota.Name, area.Release)} of {area}",
                area.Name.Value,
                new QuotaReference(quota.Namespace, quota.Name, quota.Uid),
                [.. changed.Select(line => Change(line, quota.Hard[line.Resource]))],
                [.. new QuotaOutlook(inventory, area, quota, changed).Lines()]);
    }

    private static QuotaChange Change(QuotaLine line, string from) => new(
        line.Resource,
        from,
        $"{line.Hard}",
        Queries.Bar.Marks((double)line.Used.Value, (double)line.Hard.Value),
        line.Used.Value > line.Hard.Value)
    {
        Used = $"{line.Used}",
    };
}
