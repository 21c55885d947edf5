using ChatOps.Chat;
using ChatOps.Houston.Deployments;

namespace ChatOps.Queries.Deployments;

/// <summary>What Houston calls the deployments, beside how the cluster says they are. It never makes anybody wait.</summary>
internal sealed class LabelColumn(HoustonLabels.Picture labels)
{
    /// <summary>Empty for the platform, and for what Houston does not know.</summary>
    public string Of(AreaState area) =>
        !area.Area.IsPlatform && labels.ByRelease.TryGetValue(area.Area.Name.Value, out var deployment) ? deployment.Label : "";

    /// <summary>Says what only one of the two knows, and where Houston did not answer, that its names are old or missing.</summary>
    public Message Comment(Message message, IReadOnlyCollection<AreaState> deployments)
    {
        if (labels.Problem is { } problem)
        {
            message = message.Text(labels.SeenAt is { } seenAt
                ? $"Houston's labels are of {Words.At(seenAt)}. {problem.Text}"
                : $"Houston's labels are missing. {problem.Text}");
        }

        if (labels.SeenAt is null)
        {
            return message;
        }

        var running = deployments.Select(area => area.Area.Name.Value).ToList();
        return message
            .Differing(running.Except(labels.ByRelease.Keys), "Only the cluster has")
            .Differing(labels.ByRelease.Keys.Except(running), "Only Houston has");
    }
}
