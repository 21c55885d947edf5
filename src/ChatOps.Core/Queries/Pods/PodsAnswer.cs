using ChatOps.Chat;

namespace ChatOps.Queries.Pods;

/// <summary>
/// The answer to <see cref="PodsQuery"/>. A phone must be able to take it, so it lists everything while that is little,
/// and otherwise what is not well, with a line for each group that is.
/// </summary>
internal sealed class PodsAnswer
{
    private const int MostRows = 60;

    /// <summary>A table takes up to three of the 50 blocks that a Slack message may have.</summary>
    private const int MostTables = 12;
    private const int MostLines = 30;

    private readonly List<PodGroup> _lines = [];
    private Message _message;
    private int _rows;
    private int _tables;

    private PodsAnswer(string title, bool isWell) => _message = Message.Titled(title, isWell ? Tone.Good : Tone.Warning);

    public static Message OfOne(PodGroup group, bool onlyUnwell)
    {
        var answer = new PodsAnswer(PodsVerdict.OfOne(group), group.Unwell == 0);
        answer.Add(group, onlyUnwell);
        return answer.WithLines();
    }

    public static Message OfAll(IReadOnlyList<PodGroup> groups, bool onlyUnwell)
    {
        var answer = new PodsAnswer(PodsVerdict.OfAll(groups), groups.All(group => group.Unwell == 0));
        var isMuch = groups.Sum(group => group.Count) > MostRows;
        foreach (var group in groups.OrderBy(group => group.Unwell == 0))
        {
            answer.AddWhileThereIsRoom(group, onlyUnwell, isMuch);
        }

        return answer.WithLines();
    }

    private void AddWhileThereIsRoom(PodGroup group, bool onlyUnwell, bool isMuch)
    {
        var isWell = group.Unwell == 0;
        if (isWell && onlyUnwell)
        {
            return;
        }

        if (_rows < MostRows && _tables < MostTables && group.Count > 0 && !(isWell && isMuch))
        {
            Add(group, onlyUnwell || isMuch);
        }
        else
        {
            _lines.Add(group);
        }
    }

    private void Add(PodGroup group, bool onlyUnwell)
    {
        var pods = group.Listed(onlyUnwell);
        if (pods.Count == 0)
        {
            _lines.Add(group);
            return;
        }

        var listed = pods.Take(MostRows - _rows).ToList();
        _rows += listed.Count;
        _tables++;
        _message = _message.Table(group.Table(listed));
        if (pods.Count > listed.Count)
        {
            _message = _message.Text($"and {Words.Count(pods.Count - listed.Count, "pod")} more");
        }

        if (group.Troubles() is { Count: > 0 } troubles)
        {
            _message = _message.Warning(string.Join('\n', troubles));
        }
    }

    private Message WithLines()
    {
        if (_lines.Count == 0)
        {
            return _message;
        }

        var lines = _lines.Take(MostLines).Select(group => group.Caption);
        return _message.Text(string.Join('\n', _lines.Count > MostLines ? lines.Append(Left()) : lines));
    }

    private string Left()
    {
        var left = _lines.Skip(MostLines).ToList();
        var unwell = left.Count(group => group.Unwell > 0);
        return unwell == 0
            ? $"and {left.Count:N0} more deployments, all well"
            : $"and {left.Count:N0} more deployments, {unwell:N0} of them not well";
    }
}
