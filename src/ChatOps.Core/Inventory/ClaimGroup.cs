using ChatOps.Commands;

namespace ChatOps.Inventory;

/// <summary>
/// The claims of one deployment or of the platform; or those in a namespace whose deployment is gone, which then has no
/// <see cref="Area"/>.
/// </summary>
/// <param name="Name">What people call it in a command: the deployment's name, "platform", or what the gone one was called.</param>
/// <param name="Release">What the names of its objects contain, or null.</param>
/// <param name="Claims">By name, orphans last.</param>
/// <param name="Kept">Disks that outlived their claim and can be given to a new one, by their claim's name.</param>
public sealed record ClaimGroup(
    DeploymentName Name,
    Area? Area,
    string? Release,
    IReadOnlyList<ClaimUse> Claims,
    IReadOnlyList<Volume> Kept)
{
    /// <summary>A chart gives every deployment a claim of the same name; nobody reads fifty commands.</summary>
    private const int MostCommands = 5;

    /// <summary>
    /// A name without the release in it, which whoever reads has seen already: "logs-zodiac-cosmo-1172-worker-0" becomes
    /// "logs-worker-0".
    /// </summary>
    public string Shorten(string name) => ShortName.Of(name, Release);

    /// <summary>The claim that a person means by its name, whole or without the release in it.</summary>
    public Result<ClaimUse> Find(string typed)
    {
        var found = Claims.FirstOrDefault(use => use.Claim.Name == typed)
            ?? Claims.FirstOrDefault(use => Shorten(use.Claim.Name) == typed);
        return found is null ? Lacks(typed) : found;
    }

    /// <summary>The same, and where this group lacks it, which of the others has a claim of that name.</summary>
    /// <param name="all">All groups.</param>
    /// <param name="ask">What to say instead, given the name of the group that has it.</param>
    public Result<ClaimUse> Find(string typed, IEnumerable<ClaimGroup> all, Func<DeploymentName, string> ask)
    {
        var found = Find(typed);
        var others = found.TryGet(out _, out _)
            ? []
            : all.Where(other => other.Name != Name && other.Find(typed).TryGet(out _, out _)).Select(other => other.Name).ToList();
        return others is [] ? found : Elsewhere(typed, others, ask);
    }

    public override string ToString() => Area?.ToString() ?? $"{Name} (gone)";

    private Problem Elsewhere(string typed, List<DeploymentName> others, Func<DeploymentName, string> ask)
    {
        var commands = string.Join('\n', others.Take(MostCommands).Select(ask));
        var text = $"There is no volume claim {typed} in {this}, but {(others is [var only] ? $"{only} has one" : $"{others.Count} others have one")}.";
        return others is [var one]
            ? Problem.NotFound(text, $"Say whose it is: {commands}") with { Command = ask(one) }
            : Problem.NotFound(text, $"Say whose it is:\n{commands}{(others.Count > MostCommands ? "\n..." : "")}");
    }

    private Problem Lacks(string typed)
    {
        var near = Nearest.To(typed, Claims.Select(use => Shorten(use.Claim.Name)));
        var meant = near is [var nearest] ? $" Did you mean {nearest}?" : "";
        return Problem.NotFound(
            $"There is no volume claim {typed} in {this}.{meant}", $"See them all: volumes {Name}");
    }
}

/// <summary>Phones are narrow: names lose the release that was said already.</summary>
public static class ShortName
{
    public static string Of(string name, string? release)
    {
        if (release is null)
        {
            return name;
        }

        return name.StartsWith($"{release}-", StringComparison.Ordinal)
            ? name[(release.Length + 1)..]
            : name.Replace($"-{release}-", "-", StringComparison.Ordinal);
    }
}
