using System.Text.Json.Nodes;
using ChatOps.Simulator.Api;
using ChatOps.Simulator.Store;

namespace ChatOps.Simulator.Scenarios;

/// <summary>What is in a cluster at the start: plain Kubernetes manifests.</summary>
public sealed class Scenario
{
    private const string Empty = "empty";
    private const string ClusterFolder = "Scenarios/Cluster/";
    private const string RbacFolder = "Scenarios/Rbac/";
    private const string RunbookFolder = "Scenarios/Runbook/";

    private Scenario(IReadOnlyList<JsonObject> objects) => Objects = objects;

    public IReadOnlyList<JsonObject> Objects { get; }

    /// <summary>The roles that every cluster has.</summary>
    public static Scenario Roles => new([.. Embedded(RbacFolder)]);

    /// <param name="name">Null for the built-in platform, <c>empty</c> for machines and a storage class only, or a file
    /// or folder of manifests. One that brings no nodes of its own gets those of the built-in cluster.</param>
    /// <exception cref="FileNotFoundException">There is no such file or folder.</exception>
    /// <exception cref="InvalidDataException">Something in it isn't a Kubernetes object.</exception>
    public static Scenario Read(string? name) => name switch
    {
        null => new([.. Embedded(ClusterFolder), .. Embedded(RunbookFolder)]),
        Empty => new([.. Embedded(ClusterFolder)]),
        _ => WithMachines(FromDisk(name)),
    };

    private static Scenario WithMachines(List<JsonObject> objects) =>
        objects.Exists(each => each.Text("kind") == ResourceTypes.Nodes.Kind) ? new(objects) : new([.. Embedded(ClusterFolder), .. objects]);

    private static List<JsonObject> FromDisk(string path)
    {
        IEnumerable<string> files = Directory.Exists(path)
            ? Directory.EnumerateFiles(path).Where(file => Path.GetExtension(file) is ".yaml" or ".yml" or ".json").Order(StringComparer.Ordinal)
            : File.Exists(path) ? [path] : throw new FileNotFoundException($"There is no scenario {path}.", path);
        List<JsonObject> objects = [];
        foreach (var file in files)
        {
            using var reader = new StreamReader(file);
            objects.AddRange(Parse(reader, file));
        }

        return objects;
    }

    private static IEnumerable<JsonObject> Embedded(string folder)
    {
        var assembly = typeof(Scenario).Assembly;
        foreach (var resource in assembly.GetManifestResourceNames().Where(name => name.StartsWith(folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!); // named by the assembly itself
            foreach (var each in Parse(reader, resource))
            {
                yield return each;
            }
        }
    }

    private static List<JsonObject> Parse(TextReader text, string source)
    {
        List<JsonObject> objects = [];
        foreach (var document in YamlReader.ReadAll(text))
        {
            objects.AddRange(document is JsonObject list && list.Text("kind") == "List" ? list.Items("items").OfType<JsonObject>() : [document as JsonObject ?? throw NotAnObject(source)]);
        }

        return objects;
    }

    private static InvalidDataException NotAnObject(string source) => new($"{source} has a document that isn't a Kubernetes object.");
}
