using System.Buffers;
using ChatOps.Simulator.Store;

namespace ChatOps.Simulator.Api.Selecting;

/// <summary>A label selector as in queries: <c>a=b,c!=d,e in (f,g),h,!i</c>.</summary>
internal sealed class LabelSelector
{
    public static readonly LabelSelector Everything = new([]);

    private static readonly SearchValues<char> NotInKeys = SearchValues.Create("( )=!,");

    private readonly List<Func<IReadOnlyDictionary<string, string>, bool>> _requirements;

    private LabelSelector(List<Func<IReadOnlyDictionary<string, string>, bool>> requirements) =>
        _requirements = requirements;

    public bool Matches(StoredObject stored) => _requirements.TrueForAll(holds => holds(stored.Labels));

    /// <exception cref="ApiException">400: it can't be read.</exception>
    public static LabelSelector Read(string? text) =>
        string.IsNullOrWhiteSpace(text) ? Everything : new([.. SplitOutsideParentheses(text).Select(part => Requirement(part.Trim(), text))]);

    private static Func<IReadOnlyDictionary<string, string>, bool> Requirement(string part, string whole)
    {
        if (part.EndsWith(')') && part.Split('(', 2) is [var head, var values])
        {
            return InSet(head.Trim(), values[..^1].Split(',', StringSplitOptions.TrimEntries), whole);
        }

        if (part.Split("!=", 2) is [var differing, var unwanted])
        {
            var (key, value) = (Key(differing, whole), unwanted.Trim());
            return labels => !labels.TryGetValue(key, out var has) || has != value;
        }

        if (part.Split('=', 2) is [var equal, var wanted])
        {
            var (key, value) = (Key(equal, whole), wanted.TrimStart('=').Trim());
            return labels => labels.TryGetValue(key, out var has) && has == value;
        }

        if (part.StartsWith('!'))
        {
            var absent = Key(part[1..], whole);
            return labels => !labels.ContainsKey(absent);
        }

        var present = Key(part, whole);
        return labels => labels.ContainsKey(present);
    }

    private static Func<IReadOnlyDictionary<string, string>, bool> InSet(string head, string[] values, string whole) =>
        head.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) switch
        {
            [var key, "in"] => labels => labels.TryGetValue(key, out var has) && values.Contains(has),
            [var key, "notin"] => labels => !labels.TryGetValue(key, out var has) || !values.Contains(has),
            _ => throw Unreadable(whole),
        };

    private static string Key(string text, string whole) =>
        text.Trim() is { Length: > 0 } key && !key.AsSpan().ContainsAny(NotInKeys) ? key : throw Unreadable(whole);

    private static ApiException Unreadable(string text) =>
        ApiException.BadRequest($"unable to parse requirement: invalid label selector \"{text}\"");

    private static IEnumerable<string> SplitOutsideParentheses(string text)
    {
        var (start, depth) = (0, 0);
        for (var i = 0; i < text.Length; i++)
        {
            depth += text[i] switch { '(' => 1, ')' => -1, _ => 0 };
            if (text[i] == ',' && depth == 0)
            {
                yield return text[start..i];
                start = i + 1;
            }
        }

        yield return text[start..];
    }
}
