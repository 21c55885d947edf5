using ArchUnitNET.Domain;
using ArchUnitNET.Loader;
using Shouldly;
using Xunit;
using Assembly = System.Reflection.Assembly;

namespace ChatOps.Tests;

/// <summary>
/// Arrows point to Core, neighbours never mention each other, and only Host knows them all. A failing rule names the
/// offender; the answer is to move code, rarely to widen a list here.
/// </summary>
public sealed class ArchitectureTests
{
    private const string Adapters = "ChatOps.Adapters";

    /// <summary>Habits of HTTP that hold for every neighbour, and that know none of them.</summary>
    private const string Wire = "Wire";

    private static readonly Assembly CoreAssembly = Assembly.Load("ChatOps.Core");
    private static readonly Assembly AdaptersAssembly = Assembly.Load(Adapters);
    private static readonly Assembly SimulatorAssembly = Assembly.Load("ChatOps.Simulator");
    private static readonly Lazy<Architecture> LoadedAdapters = new(Load);

    [Fact]
    public void Core_stands_on_the_runtime_and_plain_libraries_alone() =>
        CoreAssembly.References()
            .Where(name => !IsOneOf(name, "System", "Microsoft.Extensions", "Humanizer"))
            .ShouldBeEmpty("Core holds no ASP.NET, no vendor's client, no database, and nothing else of ours");

    [Fact]
    public void The_simulator_knows_none_of_the_others() =>
        SimulatorAssembly.References().Where(IsOurs).ShouldBeEmpty();

    [Fact]
    public void Adapters_know_Core_alone() =>
        AdaptersAssembly.References().Where(IsOurs).Except(["ChatOps.Core"]).ShouldBeEmpty();

    [Fact]
    public void Every_adapter_belongs_to_one_neighbour() =>
        AdaptersAssembly.GetTypes()
            .Where(type => type.Namespace == Adapters)
            .ShouldBeEmpty("a type beside the neighbours would be shared by them all");

    [Fact]
    public void Neighbours_never_mention_each_other() =>
        Mentions((from, to) => Neighbour(to) is { } other && other != from && other != Wire).ShouldBeEmpty();

    [Theory]
    [InlineData("Cluster", "k8s")]
    [InlineData("Storage", "Microsoft.EntityFrameworkCore")]
    [InlineData("Storage", "Npgsql")]
    public void A_library_is_known_to_its_neighbour_alone(string neighbour, string library) =>
        Mentions((from, to) => from != neighbour && IsOneOf(to, library)).ShouldBeEmpty();

    /// <summary>The dependencies between types, as "from mentions to", that start at a neighbour and break a rule.</summary>
    private static IEnumerable<string> Mentions(Func<string, string, bool> breaks)
    {
        var mentions =
            from type in LoadedAdapters.Value.Types
            let neighbour = Neighbour(type.Namespace.FullName)
            where neighbour is not null
            from dependency in type.Dependencies
            where breaks(neighbour, dependency.Target.Namespace.FullName)
            select $"{type.FullName} mentions {dependency.Target.FullName}";
        return mentions.Distinct();
    }

    private static Architecture Load() => new ArchLoader().LoadAssemblies(AdaptersAssembly).Build();

    /// <summary>"Cluster" for ChatOps.Adapters.Cluster and all below it, null for other namespaces.</summary>
    private static string? Neighbour(string space) =>
        space.Split('.') is ["ChatOps", "Adapters", var neighbour, ..] ? neighbour : null;

    private static bool IsOurs(string assembly) => IsOneOf(assembly, "ChatOps", "chatops");

    private static bool IsOneOf(string name, params string[] families) =>
        families.Any(family => name == family || name.StartsWith($"{family}.", StringComparison.Ordinal));
}

file static class AssemblyReferences
{
    public static IEnumerable<string> References(this Assembly assembly) =>
        assembly.GetReferencedAssemblies().Select(name => name.Name!); // A compiled reference always has a name.
}
