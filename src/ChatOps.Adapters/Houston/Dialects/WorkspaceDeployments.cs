using System.Text.Json;
using ChatOps.Adapters.Houston.GraphQL;
using ChatOps.Houston;

namespace ChatOps.Adapters.Houston.Dialects;

/// <summary>
/// Lists the deployments of a Houston that tells all of them to nobody: those with a known release name first, then everything
/// else in their workspaces, and in those that the token's owner has.
/// </summary>
/// <param name="key">What rows are known by: "uuid" or "id".</param>
/// <param name="version">The field that tells the version.</param>
internal sealed class WorkspaceDeployments(GraphQLHttpClient client, string key, string version)
{
    /// <summary>Release names in one document.</summary>
    private const int MostAtOnce = 50;

    public async Task<Answer<IReadOnlyList<HoustonDeployment>>> ListAsync(
        IReadOnlyCollection<string> releases, CancellationToken cancellationToken)
    {
        var found = new List<DeploymentRow>();
        foreach (var some in releases.Chunk(MostAtOnce))
        {
            var response = await client.SendQueryAsync<Dictionary<string, JsonElement>>(ByRelease(some), cancellationToken);
            if (response is not { Verdict: Verdict.Answered, Data: { } data })
            {
                return new(response.Verdict, Data: null);
            }

            found.AddRange(data.Values.SelectMany(Rows));
        }

        var workspaces = await OwnAsync(cancellationToken);
        foreach (var workspace in found.Select(row => row.Workspace).OfType<WorkspaceRow>().Where(row => row.Key is not null))
        {
            workspaces[workspace.Key!] = workspace.Label; // was looked at in the line before
        }

        return await InWorkspacesAsync(found, workspaces, cancellationToken);
    }

    private async Task<Answer<IReadOnlyList<HoustonDeployment>>> InWorkspacesAsync(
        List<DeploymentRow> found, Dictionary<string, string?> workspaces, CancellationToken cancellationToken)
    {
        var all = found.Select(row => row.AsDeployment()).OfType<HoustonDeployment>().ToDictionary(row => row.Release);
        foreach (var (workspace, label) in workspaces)
        {
            var response = await client.SendQueryAsync<DeploymentsData>(
                new(
                    $$"""query InWorkspace($workspace: Uuid) { deployments(workspaceUuid: $workspace) { releaseName label {{version}} } }""",
                    new { workspace },
                    "InWorkspace"),
                cancellationToken);
            if (response is not { Verdict: Verdict.Answered, Data: { } data })
            {
                return new(response.Verdict, Data: null);
            }

            foreach (var row in data.Deployments?.Select(row => row?.AsDeployment(label)).OfType<HoustonDeployment>() ?? [])
            {
                all.TryAdd(row.Release, row);
            }
        }

        return new(Verdict.Answered, [.. all.Values]);
    }

    /// <summary>Each release under a name of its own, as a variable of its own.</summary>
    private GraphQLRequest ByRelease(string[] releases)
    {
        var numbers = Enumerable.Range(0, releases.Length).ToList();
        var declared = string.Join(", ", numbers.Select(number => $"$r{number}: String"));
        var fields = string.Join(' ', numbers.Select(number =>
            $$"""d{{number}}: deployments(releaseName: $r{{number}}) { releaseName label {{version}} workspace { {{key}} label } }"""));
        return new(
            $"query ByRelease({declared}) {{ {fields} }}",
            numbers.ToDictionary(number => $"r{number}", number => releases[number]),
            "ByRelease");
    }

    /// <summary>A service account has none, and Houston of 2018 stumbles over the question: that is no reason to tell nothing.</summary>
    private async Task<Dictionary<string, string?>> OwnAsync(CancellationToken cancellationToken)
    {
        var response = await client.SendQueryAsync<WorkspacesData>(
            new($$"""query OwnWorkspaces { workspaces { {{key}} label } }""", OperationName: "OwnWorkspaces"), cancellationToken);
        return response.Data?.Workspaces?.Where(row => row?.Key is not null)
            .ToDictionary(row => row!.Key!, row => row!.Label) // both were looked at in the line before
            ?? [];
    }

    private static IEnumerable<DeploymentRow> Rows(JsonElement list) => list.ValueKind is JsonValueKind.Array
        ? (list.Deserialize<List<DeploymentRow?>>(JsonSerializerOptions.Web) ?? []).OfType<DeploymentRow>()
        : [];

    private sealed record DeploymentsData(IReadOnlyList<DeploymentRow?>? Deployments);

    private sealed record WorkspacesData(IReadOnlyList<WorkspaceRow?>? Workspaces);
}
