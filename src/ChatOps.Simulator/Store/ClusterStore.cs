using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChatOps.Simulator.Store;

/// <summary>All objects of the cluster. Reads take a snapshot and never wait; writes come one at a time, pass the admission
/// rules, and get the next resourceVersion of one counter without gaps.</summary>
/// <param name="time">The clock that stamps creations and deletions.</param>
/// <param name="admissions">Rules in the order in which they are asked.</param>
/// <param name="historyLength">Changes a watch may lag behind or resume over.</param>
public sealed class ClusterStore(
    TimeProvider time, IReadOnlyList<IAdmission> admissions, int historyLength = ClusterStore.DefaultHistoryLength)
{
    public const int DefaultHistoryLength = 16_384;

    // Not 0: clients take that to mean "any version".
    private const long FirstVersion = 1;

    private readonly Lock _writing = new();
    private readonly ChangeLog _log = new(FirstVersion, historyLength);
    private volatile StoreSnapshot _snapshot = StoreSnapshot.Empty(FirstVersion);

    public StoreSnapshot Snapshot => _snapshot;

    public StoredObject? Find(ResourceType type, string? ns, string name) => _snapshot.Find(type, ns, name);

    /// <exception cref="ApiException">404: there is none.</exception>
    public StoredObject Get(ResourceType type, string? ns, string name) =>
        Find(type, ns, name) ?? throw ApiException.NotFound(type, name);

    /// <inheritdoc cref="StoreSnapshot.List"/>
    public IReadOnlyList<StoredObject> List(ResourceType type, string? ns = null) => _snapshot.List(type, ns);

    /// <summary>Adds an object. The store fills in uid, creationTimestamp, generation and a generated name; the argument is used up.</summary>
    /// <param name="json">Its <c>metadata.namespace</c> says where.</param>
    /// <exception cref="ApiException">It exists, its namespace doesn't, or a rule refuses it.</exception>
    public StoredObject Create(ResourceType type, JsonObject json, WriteOptions? options = null)
    {
        options ??= WriteOptions.Default;
        lock (_writing)
        {
            Identify(type, json, options);
            Admit(type, json, null, options);
            var name = json.Text("metadata", "name")!;
            if (Find(type, json.Text("metadata", "namespace"), name) is not null)
            {
                throw ApiException.AlreadyExists(type, name);
            }

            return options.DryRun ? Freeze(type, json) : Commit(ChangeKind.Added, type, json, null);
        }
    }

    /// <summary>Changes an object. A change that changes nothing keeps the resourceVersion; one that takes the last
    /// finalizer of an object being deleted removes it.</summary>
    /// <param name="change">Gets a copy; a <c>metadata.resourceVersion</c> or <c>uid</c> it sets must be the current one.</param>
    /// <exception cref="ApiException">There is none, it has changed since, or a rule refuses the change.</exception>
    public StoredObject Change(
        ResourceType type, string? ns, string name, Action<JsonObject> change, WriteOptions? options = null)
    {
        options ??= WriteOptions.Default;
        lock (_writing)
        {
            var current = Get(type, ns, name);
            var json = current.ToJson();
            change(json);
            KeepIdentity(current, json);
            Admit(type, json, current, options);
            CountGeneration(current, json);
            return Settle(current, json, options.DryRun);
        }
    }

    /// <summary>Deletes an object, or begins to: a pod on a node has its grace, and finalizers hold anything.</summary>
    /// <returns>Its last state, or the marked object when something holds it.</returns>
    /// <exception cref="ApiException">There is none, or it isn't the one meant.</exception>
    public StoredObject Delete(ResourceType type, string? ns, string name, DeleteRequest? request = null)
    {
        request ??= DeleteRequest.Default;
        lock (_writing)
        {
            var current = Get(type, ns, name);
            CheckPreconditions(current, request);
            var json = current.ToJson();
            if (!Deletion.Mark(current, json, request, time.GetUtcNow()))
            {
                CountGeneration(current, json);
                return Settle(current, json, request.DryRun);
            }

            return request.DryRun ? current : Commit(ChangeKind.Deleted, type, json, current);
        }
    }

    /// <summary>The changes after a version, as far as there are any.</summary>
    /// <param name="grown">Ends when there are more.</param>
    /// <exception cref="ApiException">410: they are no longer kept; list again.</exception>
    public IReadOnlyList<StoreChange> ChangesAfter(long version, out Task grown) => _log.After(version, out grown);

    /// <summary>Every change after a version, in order, for as long as one listens.</summary>
    /// <param name="since">A version from a snapshot or an object.</param>
    /// <param name="type">Only this type; null for all.</param>
    /// <param name="ns">Only this namespace; null for all.</param>
    /// <exception cref="ApiException">410: changes in between are no longer kept; list again.</exception>
    public async IAsyncEnumerable<StoreChange> Watch(
        long since,
        ResourceType? type = null,
        string? ns = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        while (true)
        {
            var changes = ChangesAfter(since, out var grown);
            foreach (var change in changes)
            {
                since = change.ResourceVersion;
                if ((type is null || change.Stored.Type == type) && (ns is null || change.Stored.Namespace == ns))
                {
                    yield return change;
                }
            }

            await grown.WaitAsync(cancellationToken);
        }
    }

    private void Identify(ResourceType type, JsonObject json, WriteOptions options)
    {
        json["apiVersion"] = type.ApiVersion;
        json["kind"] = type.Kind;
        var metadata = json.Child("metadata");
        if (metadata.Text("name") is null or "" && metadata.Text("generateName") is { Length: > 0 } generateName)
        {
            metadata["name"] = NameSuffix.AppendTo(generateName);
        }

        CheckNamespace(type, metadata);
        metadata.Remove("resourceVersion");
        if (!options.Restored)
        {
            metadata.Remove("uid");
            metadata.Remove("creationTimestamp");
            metadata.Remove("deletionTimestamp");
            metadata.Remove("deletionGracePeriodSeconds");
        }

        metadata.Default("uid", Guid.NewGuid().ToString());
        metadata.Default("creationTimestamp", Timestamps.Write(time.GetUtcNow()));
        metadata.Remove("generation");
        if (type.HasGeneration)
        {
            metadata["generation"] = 1;
        }
    }

    private void CheckNamespace(ResourceType type, JsonObject metadata)
    {
        if (!type.Namespaced)
        {
            metadata.Remove("namespace");
            return;
        }

        var ns = metadata.Text("namespace") ?? "default";
        metadata["namespace"] = ns;
        if (Get(ResourceTypes.Namespaces, null, ns).IsTerminating)
        {
            throw ApiException.Forbidden(
                type,
                metadata.Text("name") ?? "",
                $"unable to create new content in namespace {ns} because it is being terminated");
        }
    }

    /// <summary>Who an object is stays, whatever a change says; a change meant for another version or another object is refused.</summary>
    private static void KeepIdentity(StoredObject current, JsonObject json)
    {
        var metadata = json.Child("metadata");
        if (metadata.Text("resourceVersion") is { Length: > 0 } version && version != current.Json.Text("metadata", "resourceVersion"))
        {
            throw ApiException.Stale(current.Type, current.Name);
        }

        if (metadata.Text("uid") is { Length: > 0 } uid && uid != current.Uid)
        {
            throw ApiException.Conflict(
                current.Type,
                current.Name,
                $"Precondition failed: UID in precondition: {uid}, UID in object meta: {current.Uid}");
        }

        json["apiVersion"] = current.Type.ApiVersion;
        json["kind"] = current.Type.Kind;
        foreach (var field in (string[])["name", "namespace", "uid", "resourceVersion", "generateName", "creationTimestamp",
            "deletionTimestamp", "deletionGracePeriodSeconds", "generation"])
        {
            if (current.Json.At("metadata", field) is var kept && kept.Exists())
            {
                metadata[field] = JsonValue.Create(kept);
            }
            else
            {
                metadata.Remove(field);
            }
        }
    }

    private static void CountGeneration(StoredObject current, JsonObject json)
    {
        if (current.Type.HasGeneration && WantedDiffers(current, json))
        {
            json.Child("metadata")["generation"] = (current.Json.Number("metadata", "generation") ?? 0) + 1;
        }
    }

    /// <summary>Everything but metadata and status is what somebody wants; the beginning of a deletion counts too.</summary>
    private static bool WantedDiffers(StoredObject current, JsonObject json)
    {
        var wanted = JsonSerializer.SerializeToElement(json);
        return current.IsTerminating != wanted.At("metadata", "deletionTimestamp").Exists()
            || !JsonElement.DeepEquals(Wanted(current.Json), Wanted(wanted));

        static JsonElement Wanted(JsonElement element) => JsonSerializer.SerializeToElement(
            element.EnumerateObject()
                .Where(field => field.Name is not ("metadata" or "status"))
                .ToDictionary(field => field.Name, field => field.Value));
    }

    private static void CheckPreconditions(StoredObject current, DeleteRequest request)
    {
        if (request.Uid is { } uid && uid != current.Uid)
        {
            throw ApiException.Conflict(
                current.Type,
                current.Name,
                $"Precondition failed: UID in precondition: {uid}, UID in object meta: {current.Uid}");
        }

        var version = current.Json.Text("metadata", "resourceVersion");
        if (request.ResourceVersion is { } wanted && wanted != version)
        {
            throw ApiException.Conflict(
                current.Type,
                current.Name,
                $"Precondition failed: ResourceVersion in precondition: {wanted}, ResourceVersion in object meta: {version}");
        }
    }

    private void Admit(ResourceType type, JsonObject json, StoredObject? old, WriteOptions options)
    {
        var request = new AdmissionRequest(type, json, old, options, _snapshot);
        foreach (var admission in admissions)
        {
            admission.Admit(request);
        }
    }

    /// <summary>Keeps a changed object, or lets it go when its deletion is over.</summary>
    private StoredObject Settle(StoredObject current, JsonObject json, bool dryRun)
    {
        var changed = Freeze(current.Type, json);
        if (dryRun || JsonElement.DeepEquals(changed.Json, current.Json))
        {
            return dryRun ? changed : current;
        }

        return Commit(Deletion.IsOver(json) ? ChangeKind.Deleted : ChangeKind.Modified, current.Type, json, current);
    }

    private StoredObject Commit(ChangeKind kind, ResourceType type, JsonObject json, StoredObject? previous)
    {
        json.Child("metadata")["resourceVersion"] = (_snapshot.ResourceVersion + 1).ToString();
        var stored = Freeze(type, json);
        var change = new StoreChange(kind, stored, previous);
        _snapshot = _snapshot.With(change);
        _log.Append(change);
        return stored;
    }

    private static StoredObject Freeze(ResourceType type, JsonObject json) =>
        new(type, JsonElement.Parse(JsonSerializer.SerializeToUtf8Bytes(json, JsonAccess.Compact)));
}
