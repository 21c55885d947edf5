using System.Text.Json.Nodes;
using ChatOps.Simulator.Nodes;
using ChatOps.Simulator.Store;

namespace ChatOps.Simulator.Scenarios;

/// <summary>What manifests say about the past of their objects. The loader takes these annotations off.</summary>
/// <param name="Age">How long before the start the object was made; null for just now.</param>
/// <param name="Pods">The pods that a workload runs already.</param>
internal sealed record ScenarioAnnotations(TimeSpan? Age, IReadOnlyList<EarlierPod> Pods)
{
    private const string AgeName = "simulator.chatops.dev/age";
    private const string PodsName = "simulator.chatops.dev/pods";

    /// <exception cref="InvalidDataException">One can't be understood.</exception>
    public static ScenarioAnnotations Take(JsonObject json)
    {
        var age = Take(json, AgeName);
        var pods = Take(json, PodsName) ?? "";
        if (json.At("metadata", "annotations") is JsonObject { Count: 0 })
        {
            json.Child("metadata").Remove("annotations");
        }

        return new(
            age is null ? null : Durations.Read(age) ?? throw new InvalidDataException($"{AgeName}: {age} is no duration such as 53d."),
            [.. pods.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(EarlierPod.Parse)]);
    }

    private static string? Take(JsonObject json, string name)
    {
        var value = json.Text("metadata", "annotations", name);
        (json.At("metadata", "annotations") as JsonObject)?.Remove(name);
        return value;
    }
}

/// <summary>A pod that has been running since before the start.</summary>
/// <param name="Suffix">What follows its workload's name: <c>7854bbffb9-9zb9h</c>, or an ordinal.</param>
/// <param name="Node">Where it runs, whatever else does there; null for where the scheduler puts it.</param>
internal sealed record EarlierPod(string Suffix, TimeSpan Age, int Restarts, string? Node = null)
{
    /// <param name="line">For instance <c>7854bbffb9-9zb9h age=2d restarts=2</c>.</param>
    public static EarlierPod Parse(string line)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var pod = new EarlierPod(words[0], TimeSpan.Zero, 0);
        foreach (var word in words.Skip(1))
        {
            pod = word.Split('=', 2) switch
            {
                ["age", var text] when Durations.Read(text) is { } age => pod with { Age = age },
                ["node", { Length: > 0 } name] => pod with { Node = name },
                ["restarts", var text] when int.TryParse(text, out var restarts) && restarts >= 0 => pod with { Restarts = restarts },
                _ => throw new InvalidDataException($"An earlier pod is written as 7854bbffb9-9zb9h age=2d restarts=2, not {line}."),
            };
        }

        return pod;
    }
}
