using ChatOps.Commands;
using Microsoft.Extensions.Options;

namespace ChatOps.Inventory;

/// <summary>Which claims there are now, and which one somebody means; each call looks at the inventory of that moment.</summary>
public sealed class ClaimDirectory(
    IInventory inventory, DeploymentDirectory deployments, IOptions<PlatformOptions> options)
{
    /// <summary>Deployments by name, then the platform, then what deployments left behind that are gone.</summary>
    public IReadOnlyList<ClaimGroup> List()
    {
        var areas = deployments.List();
        var claims = ClaimUse.In(inventory).ToLookup(use => PlaceOf(areas, use.Claim.Namespace, use.Claim.Labels));
        var kept = inventory.Volumes.Where(IsKept)
            .ToLookup(volume => PlaceOf(areas, volume.ClaimNamespace!, Labels.None)); // kept ones had a claim
        var gone = claims.Select(group => group.Key).Union(kept.Select(group => group.Key))
            .Where(place => place.Area is null)
            .OrderBy(place => place.Namespace, StringComparer.Ordinal);
        return
        [
            .. areas.Select(area => Group(area.Name, area, area.Release, Of(claims, area), Of(kept, area))),
            .. gone.Select(place => Gone(place, [.. claims[place]], [.. kept[place]])),
        ];
    }

    /// <summary>The claims of a deployment, gone or not, or of the platform.</summary>
    /// <inheritdoc cref="DeploymentDirectory.Find" path="/param"/>
    public Result<ClaimGroup> Find(DeploymentName name, bool allowPrefix)
    {
        var groups = List();
        if (groups.FirstOrDefault(group => group.Area is null && group.Name == name) is { } gone)
        {
            return gone;
        }

        return deployments.Find(name, allowPrefix).TryGet(out var area, out var problem)
            ? groups.First(group => group.Area?.Name == area.Name)
            : problem;
    }

    private static bool IsKept(Volume volume) =>
        volume is { Phase: "Released", ReclaimPolicy: "Retain", ClaimNamespace: not null, DeletionRequested: null };

    private Place PlaceOf(IReadOnlyList<Area> areas, string @namespace, Labels labels)
    {
        var area = labels is { IsAirflow: true, Release: { } release }
            ? areas.FirstOrDefault(candidate => !candidate.IsPlatform && candidate.Name.Value == release)
            : null;
        area ??= areas.FirstOrDefault(candidate => candidate.IsPlatform
            ? @namespace == options.Value.PlatformNamespace
            : @namespace != options.Value.PlatformNamespace && candidate.Namespaces.Contains(@namespace));
        return new Place(area, area is null ? @namespace : "");
    }

    private static IEnumerable<T> Of<T>(ILookup<Place, T> lookup, Area area) => lookup[new Place(area, "")];

    private ClaimGroup Gone(Place place, List<ClaimUse> claims, List<Volume> kept)
    {
        var usual = $"{options.Value.PlatformNamespace}-";
        var release = claims.Select(use => use.Claim.Labels.Release).OfType<string>().FirstOrDefault()
            ?? (place.Namespace.StartsWith(usual, StringComparison.Ordinal) ? place.Namespace[usual.Length..] : null);
        return Group(new DeploymentName(release ?? place.Namespace), area: null, release, claims, kept);
    }

    private static ClaimGroup Group(
        DeploymentName name, Area? area, string? release, IEnumerable<ClaimUse> claims, IEnumerable<Volume> kept) => new(
            name,
            area,
            release,
            [.. claims.OrderBy(use => use.IsOrphan).ThenBy(use => use.Claim.Name, StringComparer.Ordinal)],
            [.. kept.OrderBy(volume => volume.ClaimName, StringComparer.Ordinal).ThenBy(volume => volume.Name, StringComparer.Ordinal)]);

    /// <param name="Namespace">Empty where there is an area, which may have several.</param>
    private sealed record Place(Area? Area, string Namespace);
}
