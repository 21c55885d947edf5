namespace ChatOps.IntegrationTests.Chart;

/// <summary>A values.yaml, read for its comments: each value, or the first value of a group, has one on the line before.</summary>
internal sealed class ValuesFile
{
    private readonly List<string> _paths = [];
    private readonly List<string> _uncommented = [];

    public ValuesFile(string path)
    {
        var parents = new Stack<(int Indent, string Name)>();
        var before = "";
        foreach (var line in File.ReadLines(path))
        {
            if (KeyOf(line) is { } key)
            {
                Take(key, line.Length - line.TrimStart().Length, before, parents);
            }

            before = line.Trim();
        }
    }

    /// <summary>Such as "storage.sqlite.size".</summary>
    public IReadOnlyList<string> Paths => _paths;

    /// <summary>Those that neither have a comment nor are a mere heading of commented ones.</summary>
    public IReadOnlyList<string> Uncommented =>
        [.. _uncommented.Where(path => !_paths.Exists(inner => inner.StartsWith($"{path}.", StringComparison.Ordinal)))];

    private void Take(string key, int indent, string before, Stack<(int Indent, string Name)> parents)
    {
        while (parents.Count > 0 && parents.Peek().Indent >= indent)
        {
            parents.Pop();
        }

        parents.Push((indent, key));
        var path = string.Join('.', parents.Reverse().Select(parent => parent.Name));
        _paths.Add(path);
        if (!before.StartsWith('#'))
        {
            _uncommented.Add(path);
        }
    }

    private static string? KeyOf(string line) =>
        line.TrimStart() is var text && text.Length > 0 && text[0] is not ('#' or '-') && text.IndexOf(':') is > 0 and var colon
            ? text[..colon]
            : null;
}
