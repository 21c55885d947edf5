using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using k8s;

namespace ChatOps.Simulator.Store;

/// <summary>One version of one object. It never changes; a change of the object is another instance.</summary>
public sealed class StoredObject
{
    private readonly Lazy<IReadOnlyDictionary<string, string>> _labels;
    private object? _model;

    internal StoredObject(ResourceType type, JsonElement json)
    {
        Type = type;
        Json = json;
        Namespace = type.Namespaced ? json.Text("metadata", "namespace") : null;
        Name = json.Text("metadata", "name")!;
        Uid = json.Text("metadata", "uid")!;
        ResourceVersion = long.Parse(json.Text("metadata", "resourceVersion") ?? "0");
        _labels = new(ReadLabels);
    }

    public ResourceType Type { get; }

    /// <summary>Null for objects of the whole cluster.</summary>
    public string? Namespace { get; }

    public string Name { get; }

    public string Uid { get; }

    public long ResourceVersion { get; }

    public ObjectKey Key => new(Type, Namespace, Name);

    /// <summary>The object itself, read only. <see cref="ToJson"/> gives a copy to change.</summary>
    public JsonElement Json { get; }

    /// <summary>The object as it goes over the wire.</summary>
    public ReadOnlySpan<byte> Utf8 => JsonMarshal.GetRawUtf8Value(Json);

    public IReadOnlyDictionary<string, string> Labels => _labels.Value;

    /// <summary>Whether its deletion has begun.</summary>
    public bool IsTerminating => Json.At("metadata", "deletionTimestamp").Exists();

    /// <summary>The UIDs of all its owners.</summary>
    public IEnumerable<string> OwnerUids =>
        Json.Items("metadata", "ownerReferences").Select(owner => owner.Text("uid")).OfType<string>();

    /// <summary>The object as a client model, read once and shared: never change it.</summary>
    /// <typeparam name="T">The model of its kind, always the same one for one object.</typeparam>
    public T As<T>()
        where T : class => (T)(_model ??= KubernetesJson.Deserialize<T>(Json));

    /// <summary>A copy to change.</summary>
    public JsonObject ToJson() => JsonObject.Create(Json)!;

    /// <summary>Whether one of its owners manages it.</summary>
    public bool IsManaged =>
        Json.Items("metadata", "ownerReferences").Any(owner => owner.At("controller").ValueKind == JsonValueKind.True);

    public override string ToString() => Key.ToString();

    private Dictionary<string, string> ReadLabels() =>
        Json.At("metadata", "labels") is { ValueKind: JsonValueKind.Object } labels
            ? labels.EnumerateObject().ToDictionary(label => label.Name, label => label.Value.GetString() ?? "")
            : [];
}
