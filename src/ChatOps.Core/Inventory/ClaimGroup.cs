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

    public override string ToString() => Area?.ToString() ?? $"{Name} (gone)";

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
