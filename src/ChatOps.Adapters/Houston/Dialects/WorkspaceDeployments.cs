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
    /// <summary>Questions in one document: a platform may have hundreds of deployments.</summary>
    private const int MostAtOnce = 50;

    /// <summary>Houston stumbled over the question for the owner's workspaces, as it always will: it is not asked again.</summary>
    private volatile bool _ownsNone;

    public async Task<Answer<IReadOnlyList<HoustonDeployment>>> ListAsync(
        IReadOnlyCollection<string> releases, CancellationToken cancellationToken)
    {
        var named = await AskAsync("releaseName", "String", [.. releases], cancellationToken);
        if (named.Data is not { } found)
        {
            return new(named.Verdict, Data: null);
        }

        var workspaces = await OwnAsync(cancellationToken);
        foreach (var workspace in found.Select(asked => asked.Row.Workspace).OfType<WorkspaceRow>().Where(row => row.Key is not null))
        {
            workspaces[workspace.Key!] = workspace.Label; // was looked at in the line before
        }

        var listed = await AskAsync("workspaceUuid", "Uuid", [.. workspaces.Keys], cancellationToken);
        return listed.Data is { } others
            ? new(Verdict.Answered, [.. Merge(found, others, workspaces)])
            : new(listed.Verdict, Data: null);
    }

    /// <summary>A row that was found by its name tells its workspace; one of a list does not.</summary>
    private static IEnumerable<HoustonDeployment> Merge(
        IEnumerable<Asked> found, IEnumerable<Asked> listed, Dictionary<string, string?> workspaces) =>
        found.Select(asked => asked.Row.AsDeployment())
            .Concat(listed.Select(asked => asked.Row.AsDeployment(workspaces[asked.By])))
            .OfType<HoustonDeployment>()
            .DistinctBy(deployment => deployment.Release);

    /// <summary>Asks for the deployments by many values of one argument, each under a name and as a variable of its own.</summary>
    private async Task<Answer<List<Asked>>> AskAsync(
        string argument, string type, string[] values, CancellationToken cancellationToken)
    {
        var rows = new List<Asked>();
        foreach (var some in values.Chunk(MostAtOnce))
        {
            var response = await client.SendQueryAsync<Dictionary<string, JsonElement>>(
                Question(argument, type, some), cancellationToken);
            if (response is not { Verdict: Verdict.Answered, Data: { } data })
            {
                return new(response.Verdict is Verdict.Answered ? Verdict.Failed : response.Verdict, Data: null);
            }

            rows.AddRange(some.SelectMany((value, number) => Rows(data[$"d{number}"]).Select(row => new Asked(value, row))));
        }

        return new(Verdict.Answered, rows);
    }

    private GraphQLRequest Question(string argument, string type, string[] values)
    {
        var numbers = Enumerable.Range(0, values.Length).ToList();
        var declared = string.Join(", ", numbers.Select(number => $"$v{number}: {type}"));
        var fields = string.Join(' ', numbers.Select(number =>
            $$"""d{{number}}: deployments({{argument}}: $v{{number}}) { releaseName label {{version}} workspace { {{key}} label } }"""));
        return new(
            $"query Deployments({declared}) {{ {fields} }}",
            numbers.ToDictionary(number => $"v{number}", number => values[number]),
            "Deployments");
    }

    /// <summary>A service account has none, and Houston of 2018 stumbles over the question: that is no reason to tell nothing.</summary>
    private async Task<Dictionary<string, string?>> OwnAsync(CancellationToken cancellationToken)
    {
        if (_ownsNone)
        {
            return [];
        }

        var response = await client.SendQueryAsync<WorkspacesData>(
            new($$"""query OwnWorkspaces { workspaces { {{key}} label } }""", OperationName: "OwnWorkspaces") { MayBeRefused = true },
            cancellationToken);
        _ownsNone = response.Verdict is Verdict.Failed;
        return response.Data?.Workspaces?.Where(row => row?.Key is not null)
            .ToDictionary(row => row!.Key!, row => row!.Label) // both were looked at in the line before
            ?? [];
    }

    /// <summary>An unknown release is a list that holds one null; a list that failed is null itself.</summary>
    private static IEnumerable<DeploymentRow> Rows(JsonElement list) => list.ValueKind is JsonValueKind.Array
        ? (list.Deserialize<List<DeploymentRow?>>(JsonSerializerOptions.Web) ?? []).OfType<DeploymentRow>()
        : [];

    /// <param name="By">The value by which the row was asked for.</param>
    private sealed record Asked(string By, DeploymentRow Row);

    private sealed record WorkspacesData(IReadOnlyList<WorkspaceRow?>? Workspaces);
}
