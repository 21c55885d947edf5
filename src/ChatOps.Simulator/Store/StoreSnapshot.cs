using System.Collections.Immutable;
using ByName = System.Collections.Immutable.ImmutableSortedDictionary<string, ChatOps.Simulator.Store.StoredObject>;
using ByNamespace = System.Collections.Immutable.ImmutableSortedDictionary<
    string, System.Collections.Immutable.ImmutableSortedDictionary<string, ChatOps.Simulator.Store.StoredObject>>;

namespace ChatOps.Simulator.Store;

/// <summary>All objects as they were at one moment. Reading it needs no lock and never sees half a write.</summary>
public sealed class StoreSnapshot
{
    private static readonly ByName NoObjects = ByName.Empty.WithComparers(StringComparer.Ordinal);
    private static readonly ByNamespace NoNamespaces = ByNamespace.Empty.WithComparers(StringComparer.Ordinal);
    private static readonly ImmutableHashSet<ObjectKey> NoKeys = [];

    private readonly ImmutableDictionary<ResourceType, ByNamespace> _objects;

    // By the UID of their owner; what nobody manages, by its type and namespace.
    private readonly ImmutableDictionary<string, ImmutableHashSet<ObjectKey>> _dependents;

    private StoreSnapshot(
        long resourceVersion,
        ImmutableDictionary<ResourceType, ByNamespace> objects,
        ImmutableDictionary<string, ImmutableHashSet<ObjectKey>> dependents)
    {
        ResourceVersion = resourceVersion;
        _objects = objects;
        _dependents = dependents;
    }

    /// <summary>The version of the last write it contains.</summary>
    public long ResourceVersion { get; }

    public StoredObject? Find(ResourceType type, string? ns, string name) =>
        In(type).TryGetValue(ns ?? "", out var names) ? names.GetValueOrDefault(name) : null;

    /// <summary>All objects of a type, in one namespace or everywhere, sorted by namespace and name.</summary>
    public IReadOnlyList<StoredObject> List(ResourceType type, string? ns = null)
    {
        var namespaces = In(type);
        return ns is null
            ? [.. namespaces.Values.SelectMany(names => names.Values)]
            : namespaces.TryGetValue(ns, out var only) ? [.. only.Values] : [];
    }

    /// <summary>The objects that name this one among their owners.</summary>
    public IReadOnlyList<StoredObject> DependentsOf(string uid) => LinkedTo(uid);

    /// <summary>The objects of a type that workloads take in, and that none of them has.</summary>
    public IReadOnlyList<StoredObject> UnmanagedIn(ResourceType type, string? ns) => LinkedTo(PoolOf(type, ns));

    private IReadOnlyList<StoredObject> LinkedTo(string link) =>
        [.. _dependents.GetValueOrDefault(link, NoKeys).Select(key => Find(key.Type, key.Namespace, key.Name)).OfType<StoredObject>()];

    internal static StoreSnapshot Empty(long resourceVersion) => new(
        resourceVersion,
        ImmutableDictionary<ResourceType, ByNamespace>.Empty,
        ImmutableDictionary<string, ImmutableHashSet<ObjectKey>>.Empty);

    internal StoreSnapshot With(StoreChange change)
    {
        var dependents = change.Previous is { } previous ? Unlink(_dependents, previous) : _dependents;
        var deleted = change.Kind == ChangeKind.Deleted;
        return new(
            change.ResourceVersion,
            Place(change.Stored, deleted),
            deleted ? dependents : Link(dependents, change.Stored));
    }

    private ByNamespace In(ResourceType type) => _objects.GetValueOrDefault(type, NoNamespaces);

    private ImmutableDictionary<ResourceType, ByNamespace> Place(StoredObject stored, bool deleted)
    {
        var ns = stored.Namespace ?? "";
        var namespaces = In(stored.Type);
        var names = namespaces.GetValueOrDefault(ns, NoObjects);
        names = deleted ? names.Remove(stored.Name) : names.SetItem(stored.Name, stored);
        return _objects.SetItem(
            stored.Type, names.IsEmpty ? namespaces.Remove(ns) : namespaces.SetItem(ns, names));
    }

    private static ImmutableDictionary<string, ImmutableHashSet<ObjectKey>> Link(
        ImmutableDictionary<string, ImmutableHashSet<ObjectKey>> dependents, StoredObject stored)
    {
        foreach (var link in LinksOf(stored))
        {
            dependents = dependents.SetItem(link, dependents.GetValueOrDefault(link, NoKeys).Add(stored.Key));
        }

        return dependents;
    }

    private static ImmutableDictionary<string, ImmutableHashSet<ObjectKey>> Unlink(
        ImmutableDictionary<string, ImmutableHashSet<ObjectKey>> dependents, StoredObject stored)
    {
        foreach (var link in LinksOf(stored))
        {
            var rest = dependents.GetValueOrDefault(link, NoKeys).Remove(stored.Key);
            dependents = rest.IsEmpty ? dependents.Remove(link) : dependents.SetItem(link, rest);
        }

        return dependents;
    }

    private static IEnumerable<string> LinksOf(StoredObject stored) =>
        stored.Type.MayBeAdopted && !stored.IsManaged
            ? stored.OwnerUids.Append(PoolOf(stored.Type, stored.Namespace))
            : stored.OwnerUids;

    private static string PoolOf(ResourceType type, string? ns) => $"{type.Plural} of {ns}";
}
