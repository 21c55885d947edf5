using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChatOps.IntegrationTests.Rigs;

/// <summary>What kubectl says of the pods of one component.</summary>
public sealed class PodsOf(Kubectl kubectl, string @namespace, string component)
{
    /// <summary>The pods there are now, those that are ending included.</summary>
    public async Task<IReadOnlyList<SeenPod>> NowAsync(CancellationToken cancellationToken)
    {
        var pods = await GetAsync(cancellationToken, "pods", "-l", $"component={component}");
        return [.. pods.Select(Seen)];
    }

    /// <summary>The UIDs of all pods of it that were ever told to end, by the node agents' own events.</summary>
    public async Task<IReadOnlyList<string>> KilledAsync(CancellationToken cancellationToken)
    {
        var events = await GetAsync(cancellationToken, "events", "--field-selector", "reason=Killing");
        return
        [
            .. events.Select(@event => @event!["involvedObject"]!)
                .Where(involved => $"{involved["name"]}".Contains($"-{component}-", StringComparison.Ordinal))
                .Select(involved => $"{involved["uid"]}")
                .Distinct(),
        ];
    }

    private async Task<JsonArray> GetAsync(CancellationToken cancellationToken, params string[] what)
    {
        var ended = await kubectl.TryAsync(cancellationToken, ["get", .. what, "-n", @namespace, "-o", "json"]);
        return ended.Status == 0
            ? JsonNode.Parse(ended.Output)!["items"]!.AsArray()
            : throw new JsonException($"kubectl get {string.Join(' ', what)}: {ended.Output}");
    }

    private static SeenPod Seen(JsonNode? pod) => new(
        $"{pod!["metadata"]!["name"]}",
        $"{pod["metadata"]!["uid"]}",
        pod["metadata"]!["deletionTimestamp"] is null
            && pod["status"]?["conditions"]?.AsArray().Any(
                condition => $"{condition!["type"]}" == "Ready" && $"{condition["status"]}" == "True") is true);
}

/// <param name="IsUp">Ready, and not told to end.</param>
public sealed record SeenPod(string Name, string Uid, bool IsUp);
