using System.Text.Json;
using ChatOps.Simulator.Store;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace ChatOps.Simulator.Nodes.Prometheus;

/// <summary>What keeps a Prometheus from reading its configuration.</summary>
/// <param name="File">Its path in the container.</param>
/// <param name="Message">As its YAML library says it, on one line with <c>\n</c> spelt out.</param>
internal sealed record ConfigMistake(string File, string Message);

/// <summary>Reads the configuration of a simulated Prometheus out of its config map, as the program does when it starts.</summary>
internal static class PrometheusConfig
{
    private const string FileFlag = "--config.file=";

    // https://prometheus.io/docs/prometheus/latest/configuration/configuration/#configuration-file
    private static readonly Dictionary<string, string[]> Fields = new(StringComparer.Ordinal)
    {
        [""] =
        [
            "global", "rule_files", "scrape_config_files", "scrape_configs", "alerting", "remote_write", "remote_read",
            "storage", "tracing", "otlp", "runtime",
        ],
        ["global"] =
        [
            "scrape_interval", "scrape_timeout", "scrape_protocols", "evaluation_interval", "rule_query_offset",
            "external_labels", "query_log_file", "body_size_limit", "sample_limit", "label_limit", "target_limit",
        ],
    };

    /// <summary>Null for anything but a Prometheus, and for one whose configuration is good or isn't simulated.</summary>
    public static ConfigMistake? MistakeIn(ClusterStore store, StoredObject pod) =>
        PrometheusLog.IsOf(pod) && FileOf(pod) is { } file && TextOf(store, pod, file) is { } text
            ? MistakeIn(text) is { } message ? new(file, message) : null
            : null;

    /// <summary>What its YAML library would say; null when it is satisfied.</summary>
    public static string? MistakeIn(string yaml)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(yaml));
            return stream.Documents is [{ RootNode: YamlMappingNode root }, ..] ? UnknownFieldIn(root) : null;
        }
        catch (YamlException broken)
        {
            return $"yaml: line {broken.Start.Line}: {InGoWords(broken.Message)}";
        }
    }

    private static string? FileOf(StoredObject pod)
    {
        var container = Main(pod);
        return container.Items("command").Concat(container.Items("args")).Select(each => each.GetString() ?? "")
            .LastOrDefault(each => each.StartsWith(FileFlag, StringComparison.Ordinal))?[FileFlag.Length..];
    }

    private static string? TextOf(ClusterStore store, StoredObject pod, string file) =>
        (from mount in Main(pod).Items("volumeMounts")
         let path = mount.Text("mountPath")?.TrimEnd('/') + "/"
         where file.StartsWith(path, StringComparison.Ordinal)
         from volume in pod.Json.Items("spec", "volumes")
         where volume.Text("name") == mount.Text("name")
         let name = volume.Text("configMap", "name")
         where name is not null
         select store.Find(ResourceTypes.ConfigMaps, pod.Namespace, name)?.Json.Text("data", file[path.Length..]))
        .FirstOrDefault();

    private static JsonElement Main(StoredObject pod) => pod.Json.Items("spec", "containers").FirstOrDefault();

    private static string? UnknownFieldIn(YamlMappingNode root)
    {
        var sections = root.Children.Where(each => each.Value is YamlMappingNode)
            .Select(each => (Name: NameOf(each.Key), Fields: (YamlMappingNode)each.Value)).Prepend(("", root));
        var unknown =
            from section in sections
            where Fields.ContainsKey(section.Item1)
            from key in section.Item2.Children.Keys
            where !Fields[section.Item1].Contains(NameOf(key))
            select $"yaml: unmarshal errors:\\n  line {key.Start.Line}: field {NameOf(key)} not found in type config.plain";
        return unknown.FirstOrDefault();
    }

    private static string NameOf(YamlNode key) => (key as YamlScalarNode)?.Value ?? "";

    /// <summary>Both libraries descend from libyaml: what follows the place in a message differs in little.</summary>
    private static string InGoWords(string message)
    {
        var found = message.Split(", ")[^1].TrimEnd('.');
        return found == "found invalid mapping"
            ? "mapping values are not allowed in this context"
            : char.ToLowerInvariant(found[0]) + found[1..];
    }
}
