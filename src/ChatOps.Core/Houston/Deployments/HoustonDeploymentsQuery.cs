using System.Collections.Immutable;
using ChatOps.Chat;
using ChatOps.Commands;
using ChatOps.Inventory;

namespace ChatOps.Houston.Deployments;

/// <summary>Asks which deployments Houston knows.</summary>
public sealed record HoustonDeploymentsQuery : IQuery
{
    public static void Register(CommandCatalog commands) => commands
        .Add(
            "houston deployments",
            "Shows the deployments that Houston knows: what they are called, their workspace and version.",
            () => new HoustonDeploymentsQuery())
        .Example("houston deployments");
}

public sealed class HoustonDeploymentsHandler(IHouston houston, DeploymentDirectory directory)
    : IQueryHandler<HoustonDeploymentsQuery>
{
    public async Task<Result<Message>> AnswerAsync(
        HoustonDeploymentsQuery query, Request request, CancellationToken cancellationToken)
    {
        var releases = directory.List().Where(area => !area.IsPlatform).Select(area => area.Name.Value).ToList();
        if (!(await houston.ListDeploymentsAsync(releases, cancellationToken)).TryGet(out var known, out var problem))
        {
            return problem;
        }

        var message = Message.Titled(known.Count == 1 ? "Houston knows 1 deployment" : $"Houston knows {known.Count:N0} deployments");
        return (known.Count == 0 ? message : message.Table(Table(known)))
            .Differing(releases.Except(known.Select(deployment => deployment.Release)), "Only the cluster has")
            .Differing(known.Select(deployment => deployment.Release).Except(releases), "Only Houston has");
    }

    private static TablePart Table(IReadOnlyList<HoustonDeployment> known) => new(
        Caption: null,
        ["RELEASE", "LABEL", "WORKSPACE", "VERSION"],
        [
            .. known.OrderBy(deployment => deployment.Release, StringComparer.Ordinal)
                .Select(deployment => (ImmutableList<string>)
                    [deployment.Release, deployment.Label, deployment.Workspace ?? "", deployment.Version ?? ""]),
        ]);
}

internal static class Differences
{
    private const int MostNamed = 5;

    /// <summary>Adds what only one of the two knows; nothing where that is nothing.</summary>
    /// <param name="who">"Only Houston has".</param>
    public static Message Differing(this Message message, IEnumerable<string> releases, string who)
    {
        var names = releases.Order(StringComparer.Ordinal).ToList();
        var more = names.Count > MostNamed ? $" and {names.Count - MostNamed:N0} more" : "";
        return names.Count == 0 ? message : message.Warning($"{who}: {string.Join(", ", names.Take(MostNamed))}{more}");
    }
}
