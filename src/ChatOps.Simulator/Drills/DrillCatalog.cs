using System.Text.Json.Nodes;
using ChatOps.Simulator.Api;

namespace ChatOps.Simulator.Drills;

/// <summary>All drills that the simulator brings along.</summary>
public static class DrillCatalog
{
    private const string Folder = "Scenarios/Drills/";
    private const string Extension = ".yaml";

    private static readonly Lazy<IReadOnlyList<Drill>> Loaded = new(Load);

    /// <summary>In the order of their names.</summary>
    public static IReadOnlyList<Drill> All => Loaded.Value;

    public static Drill? Find(string name) => All.FirstOrDefault(drill => drill.Name == name);

    private static Drill[] Load()
    {
        var names = typeof(DrillCatalog).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal);
        return [.. names.Select(Load)];
    }

    private static Drill Load(string resource)
    {
        using var reader = new StreamReader(typeof(DrillCatalog).Assembly.GetManifestResourceStream(resource)!); // named by the assembly itself
        return YamlReader.Read(reader) is JsonObject json
            ? DrillReader.Read(resource[Folder.Length..^Extension.Length], json)
            : throw new InvalidDataException($"{resource} is empty.");
    }
}
