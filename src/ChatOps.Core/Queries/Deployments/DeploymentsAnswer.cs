using System.Collections.Immutable;
using ChatOps.Chat;

namespace ChatOps.Queries.Deployments;

/// <summary>The answer to <see cref="DeploymentsQuery"/>: a line each, those that are not well first, the platform last.</summary>
internal static class DeploymentsAnswer
{
    private const int MostRows = 60;
    private const int MostNamed = 2;

    public static Message Of(IReadOnlyList<AreaState> areas, LabelColumn labels)
    {
        var deployments = areas.Where(area => !area.Area.IsPlatform).OrderBy(area => area.IsWell).ToList();
        var platform = areas.Single(area => area.Area.IsPlatform);
        List<AreaState> listed = [.. deployments.Take(MostRows), platform];
        var isWell = listed.All(area => area.IsWell);
        var message = Message.Titled(Verdict(deployments, platform), isWell ? Tone.Good : Tone.Warning)
            .Table(Table(listed, labels));
        message = deployments.Count > MostRows ? message.Text(More(deployments)) : message;
        return labels.Comment(message, deployments);
    }

    private static string Verdict(List<AreaState> deployments, AreaState platform)
    {
        var unwell = deployments.Where(area => !area.IsWell).ToList();
        var verdict = (deployments.Count, unwell.Count) switch
        {
            (0, _) => "I see no deployments",
            (1, 0) => "The one deployment is well",
            (var all, 0) => $"All {all:N0} deployments are well",
            (var all, 1) => $"1 of {all:N0} deployments is not well: {unwell[0].Area}",
            (var all, var some) => $"{some:N0} of {all:N0} deployments are not well: {Names(unwell)}",
        };
        return (platform.IsWell, unwell.Count) switch
        {
            (false, _) => $"{verdict}; the platform is {platform.State}",
            (true, 0) when deployments.Count > 0 => $"{verdict}, and so is the platform",
            _ => $"{verdict}; the platform is {platform.State}",
        };
    }

    private static string Names(List<AreaState> unwell)
    {
        var names = string.Join(", ", unwell.Take(MostNamed).Select(area => area.Area));
        return unwell.Count > MostNamed ? $"{names} and {unwell.Count - MostNamed} more" : names;
    }

    private static TablePart Table(IReadOnlyList<AreaState> areas, LabelColumn labels)
    {
        var columns = new List<(string Header, Func<AreaState, string> Cell)>
        {
            ("NAME", area => area.Area.Name.Value),
            ("PODS", area => area.Pods),
            ("STATE", area => area.State),
            ("OLDEST TROUBLE", area => area.Trouble),
            ("LABEL", labels.Of),
            ("NAMESPACE", area => area.Namespace),
        };

        // The last three may be empty; a phone is better off without them then.
        columns.RemoveAll(column => areas.All(area => column.Cell(area).Length == 0));
        return new TablePart(
            Caption: null,
            [.. columns.Select(column => column.Header)],
            [.. areas.Select(area => columns.Select(column => column.Cell(area)).ToImmutableList())]);
    }

    private static string More(List<AreaState> deployments)
    {
        var left = deployments.Skip(MostRows).ToList();
        var unwell = left.Count(area => !area.IsWell);
        return unwell == 0
            ? $"and {left.Count:N0} more deployments, all well"
            : $"and {left.Count:N0} more deployments, {unwell:N0} of them not well";
    }
}
