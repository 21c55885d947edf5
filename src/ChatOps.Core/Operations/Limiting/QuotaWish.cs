using ChatOps.Inventory;

namespace ChatOps.Operations.Limiting;

/// <summary>What somebody wants a quota to allow of one resource.</summary>
/// <param name="Resource">As the quota names it: "requests.cpu".</param>
/// <param name="Sign">1 or -1 where it is to be so much more or less; 0 where it is to be just that.</param>
/// <param name="Amount">Never negative.</param>
internal sealed record QuotaWish(string Resource, int Sign, Quantity Amount)
{
    private const string Example = "Write a resource and an amount, such as requests.cpu=12, limits.memory=+8Gi or pods=-2.";

    /// <summary>Resources of which there is no half.</summary>
    private static readonly string[] Pieces =
        ["pods", "services", "secrets", "configmaps", "persistentvolumeclaims", "replicationcontrollers", "resourcequotas"];

    /// <summary>One wish for each resource, in the order they were typed.</summary>
    public static Result<IReadOnlyList<QuotaWish>> ReadAll(IEnumerable<string> typed)
    {
        var wishes = new List<QuotaWish>();
        foreach (var word in typed)
        {
            if (!Read(word).TryGet(out var wish, out var problem))
            {
                return problem;
            }

            if (wishes.Exists(other => other.Resource == wish.Resource))
            {
                return Problem.Invalid($"{wish.Resource} is named twice.", "Name each resource once.");
            }

            wishes.Add(wish);
        }

        return wishes.Count == 0
            ? Problem.Invalid("It says no amount to set.", Example)
            : wishes;
    }

    /// <summary>What the quota will allow, where it allows so much now; null for less than nothing.</summary>
    public Quantity? From(Quantity now)
    {
        var then = Sign == 0 ? Amount : now with { Value = now.Value + (Sign * Amount.Value), IsBinary = now.IsBinary || Amount.IsBinary };
        return then.Value < 0 ? null : then;
    }

    private static Result<QuotaWish> Read(string word)
    {
        if (word.Split('=', 2) is not [{ Length: > 0 } resource, { Length: > 0 } amount])
        {
            return Problem.Invalid($"\"{word}\" is no amount.", Example);
        }

        var sign = amount[0] switch { '+' => 1, '-' => -1, _ => 0 };
        return Quantity.Read(sign == 0 ? amount : amount[1..]) is { Value: >= 0 } quantity
            ? Whole(resource, amount, quantity) is { } problem ? problem : new QuotaWish(resource, sign, quantity)
            : Problem.Invalid($"\"{amount}\" is no amount of {resource}.", Example);
    }

    /// <summary>"500m" of memory is half a byte, and a slip of the hand.</summary>
    private static Problem? Whole(string resource, string amount, Quantity quantity)
    {
        var isMemory = resource.EndsWith("memory", StringComparison.Ordinal) || resource.EndsWith("storage", StringComparison.Ordinal);
        var isPiece = Pieces.Contains(resource) || resource.StartsWith("count/", StringComparison.Ordinal) || resource.StartsWith("services.", StringComparison.Ordinal);
        return (isMemory || isPiece) && quantity.Value != decimal.Truncate(quantity.Value)
            ? Problem.Invalid(
                $"\"{amount}\" of {resource} would be a part of a {(isMemory ? "byte" : "piece")}.",
                isMemory ? "Thousands of bytes are k, millions M, and 1024 x 1024 are Mi." : Example)
            : null;
    }
}
