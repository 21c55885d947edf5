using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace ChatOps.Adapters.Cluster.Checkups;

/// <summary>What a capability needs of the cluster, by the chart's own table (charts/chatops/rights.yaml).</summary>
internal sealed class CapabilityRights
{
    /// <summary>The one that is no switch: without it there is no picture of the cluster.</summary>
    public const string Inventory = "inventory";

    /// <summary>By the name of the capability, in the order of the table.</summary>
    public static IReadOnlyDictionary<string, CapabilityRights> All { get; } = Read();

    /// <summary>In each namespace that the bot looks after.</summary>
    public IList<NeededRight> Namespaced { get; set; } = [];

    /// <summary>In the platform's namespace.</summary>
    public IList<NeededRight> Platform { get; set; } = [];

    /// <summary>In the platform's namespace, for named objects: which, only the chart's values say, so nobody asks for them.</summary>
    public IList<NeededRight> Named { get; set; } = [];

    /// <summary>About objects that live in none.</summary>
    public IList<NeededRight> Cluster { get; set; } = [];

    private static Dictionary<string, CapabilityRights> Read()
    {
        using var table = typeof(CapabilityRights).Assembly.GetManifestResourceStream("rights.yaml")!; // ChatOps.Adapters.csproj
        using var reader = new StreamReader(table);
        return new DeserializerBuilder()
            .WithNamingConvention(CamelCaseNamingConvention.Instance)
            .Build()
            .Deserialize<Dictionary<string, CapabilityRights>>(reader);
    }
}

/// <summary>A line of the table.</summary>
internal sealed class NeededRight
{
    public string Group { get; set; } = "";

    /// <summary>As roles spell it: "pods/log".</summary>
    public string Resource { get; set; } = "";

    public IList<string> Verbs { get; set; } = [];
}
