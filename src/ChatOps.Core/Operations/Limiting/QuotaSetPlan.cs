using System.Collections.Immutable;
using System.Text.Json.Serialization;
using ChatOps.Chat;
using ChatOps.Inventory;

namespace ChatOps.Operations.Limiting;

/// <summary>What one quota, pinned to its UID, is to allow. It holds for the amounts that it allowed when this was planned only.</summary>
/// <param name="Subject">"resource-quota of zodiac-cosmo-1172".</param>
/// <param name="AreaName">What commands call the deployment.</param>
/// <param name="Outlook">What it will be good for, a sentence each.</param>
public sealed record QuotaSetPlan(
    string Subject, string AreaName, QuotaReference Quota, ImmutableList<QuotaChange> Changes, ImmutableList<string> Outlook) : IPlan
{
    private static readonly ImmutableList<string> Headers = ["RESOURCE", "NOW", "THEN", "USED"];

    /// <summary>It lets one deployment take room from all others, or keeps its pods from being made.</summary>
    public Risk Risk => Risk.Destructive;

    public string Target => $"{Quota.Namespace}/ResourceQuota/{Quota.Name}";

    public string Namespace => Quota.Namespace;

    public string? AtStake => BelowUsed is []
        ? $"{AreaName} may take {(Changes.Any(change => change.IsMore) ? "more of what all deployments share" : "less than now")}: "
            + $"{string.Join(", ", Changes.Select(change => $"{change.Resource} {change.From} -> {change.To}"))}."
        : $"No pod of {AreaName} is made any more until less {string.Join(" and ", BelowUsed)} is used; one that ends stays away.";

    /// <summary>What is used and what nodes have free changes all the time; an approval holds whatever becomes of it.</summary>
    [JsonIgnore]
    public IPlan Timeless => this with { Changes = [.. Changes.Select(change => change with { Used = null, Taken = "" })], Outlook = [] };

    public Message Describe(Message message) => message.Table(new TablePart(
        Caption: null,
        Headers,
        [.. Changes.Select(change => (ImmutableList<string>)[change.Resource, change.From, change.To, change.UsedOfThen])]));

    public Message Foretell(Message message)
    {
        message = BelowUsed is []
            ? message
            : message.Warning(
                $"More {string.Join(" and ", BelowUsed)} is used than may be then. No pod ends by that, but none is made any more until "
                + "less is used: a pod that restarts does not come back.");
        message = Outlook.Aggregate(message, (answer, line) => answer.Text(line));
        return message
            .Text("The next deploy may overwrite it: the platform works quotas out from the deployment's own settings.")
            .Field("Way back", Changes.Any(change => change.IsMore) ? $"{Back} (and --below-used once more than that is used)" : Back)
            .Table(ObjectTable.Of(Namespace, [new ObjectRow("ResourceQuota", Quota.Name, "changed", Quota.Uid)]));
    }

    /// <summary>What a person says to have it as it was.</summary>
    public string Back =>
        $"quota set {AreaName} {string.Join(' ', Changes.Select(change => $"{change.Resource}={change.From}"))} --quota {Quota.Name}";

    public Message Accompany(Message message, Operation operation, DateTimeOffset now) =>
        operation.State is OperationState.Succeeded ? message.Button(new Button("Set back", Back)) : message;

    internal IReadOnlyDictionary<string, string> From => Changes.ToDictionary(change => change.Resource, change => change.From);

    internal IReadOnlyDictionary<string, string> To => Changes.ToDictionary(change => change.Resource, change => change.To);

    private IReadOnlyList<string> BelowUsed => [.. Changes.Where(change => change.IsBelowUsed).Select(change => change.Resource)];
}

/// <param name="From">As the quota has it: "10", "13824Mi".</param>
/// <param name="Taken">How much of the new amount is used, roughly: an eighth for a mark.</param>
/// <param name="IsBelowUsed">More is used already than will be allowed.</param>
public sealed record QuotaChange(string Resource, string From, string To, string Taken, bool IsBelowUsed)
{
    /// <summary>Exactly what was used when this was planned; null in plans that were made before it was noted.</summary>
    public string? Used { get; init; }

    /// <summary>"4 ###.....".</summary>
    internal string UsedOfThen => Used is null ? Taken : $"{Used} {Taken}";

    internal bool IsMore => Quantity.Read(To)?.Value > Quantity.Read(From)?.Value;
}
