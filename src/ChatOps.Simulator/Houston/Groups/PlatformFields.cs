using ChatOps.Simulator.Houston.Data;
using ChatOps.Simulator.Houston.Graph;
using GraphQL;

namespace ChatOps.Simulator.Houston.Groups;

/// <summary>The fields about workspaces, deployments and service accounts.</summary>
internal sealed class PlatformFields(HoustonData data)
{
    /// <summary>Anybody who is signed in reads any workspace's; without arguments only people can ask, for their own.</summary>
    public object Deployments(IResolveFieldContext context)
    {
        var requester = context.RequireSomebody();
        if (context.Text("releaseName") is { } release)
        {
            return One(data.Deployments.Find(row => row.ReleaseName == release));
        }

        if (context.Text("deploymentUuid") is { } uuid)
        {
            return One(data.Deployments.Find(row => row.Uuid == uuid));
        }

        var workspaces = context.Text("workspaceUuid") is { } workspace ? [workspace] : Own(requester);
        return data.Deployments
            .Where(row => workspaces.Contains(row.WorkspaceUuid))
            .Select(row => new DeploymentAnswer(row, new WorkspaceAnswer()))
            .ToList();
    }

    public static object DeploymentConfig(IResolveFieldContext context)
    {
        context.RequireSomebody();
        return new DeploymentConfigAnswer();
    }

    public object Workspaces(IResolveFieldContext context)
    {
        var requester = context.RequireSomebody();
        var wanted = context.Text("workspaceUuid") is { } uuid ? [uuid] : Own(requester);
        return data.Workspaces.Where(row => wanted.Contains(row.Uuid)).Select(Answer).ToList();
    }

    public object ServiceAccounts(IResolveFieldContext context)
    {
        context.RequireAdmin("list_service_accounts");
        return data.ServiceAccounts;
    }

    private List<string> Own(Requester requester) => requester.User is { } user
        ? [.. data.Workspaces.Where(row => row.Members.Contains(user.Uuid)).Select(row => row.Uuid)]
        : throw Failures.Undefined("uuid");

    private DeploymentAnswer?[] One(HoustonDeployment? row) =>
        [row is null ? null : new(row, Answer(data.Workspaces.First(workspace => workspace.Uuid == row.WorkspaceUuid)))];

    private WorkspaceAnswer Answer(HoustonWorkspace row) => new(
        row.Uuid,
        row.Label,
        row.Description,
        Active: true,
        [.. row.Members.Select(data.FindUser).OfType<HoustonUser>()],
        data.Deployments.Count(deployment => deployment.WorkspaceUuid == row.Uuid),
        row.CreatedAt);
}
