using System.Text.Json;
using System.Text.Json.Serialization;

namespace ChatOps.Adapters.Cluster.Manifests;

internal sealed record QuotaManifest(ObjectMeta Metadata, QuotaSpec? Spec, QuotaStatus? Status) : IManifest;

/// <param name="ScopeSelector">Only whether there is one matters.</param>
/// <param name="Hard">What it is to allow; its status says what it counts by.</param>
internal sealed record QuotaSpec(string[]? Scopes, JsonElement? ScopeSelector, Dictionary<string, string>? Hard = null);

internal sealed record QuotaStatus(Dictionary<string, string>? Hard, Dictionary<string, string>? Used);

internal sealed record LimitRangeManifest(ObjectMeta Metadata, LimitRangeSpec? Spec) : IManifest;

internal sealed record LimitRangeSpec(LimitSpec[]? Limits);

/// <param name="Type">Container, Pod or PersistentVolumeClaim.</param>
internal sealed record LimitSpec(
    string Type,
    Dictionary<string, string>? Min,
    Dictionary<string, string>? Max,
    [property: JsonPropertyName("default")] Dictionary<string, string>? DefaultLimit,
    Dictionary<string, string>? DefaultRequest);
