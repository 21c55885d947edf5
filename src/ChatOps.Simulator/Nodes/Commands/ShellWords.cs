using System.Text;

namespace ChatOps.Simulator.Nodes.Commands;

/// <summary>Cuts a line into commands and words.</summary>
internal static class ShellWords
{
    /// <param name="lookup">The value of a variable, asked for only when its command is reached.</param>
    /// <returns>The words of each command and the operator after it.</returns>
    public static IEnumerable<(IReadOnlyList<string> Words, string After)> Split(string line, Func<string, string> lookup)
    {
        var at = 0;
        while (at < line.Length)
        {
            yield return ReadCommand(line, ref at, lookup);
        }
    }

    private static (IReadOnlyList<string> Words, string After) ReadCommand(string line, ref int at, Func<string, string> lookup)
    {
        List<string> words = [];
        while (at < line.Length)
        {
            if (ReadOperator(line, ref at) is { } found)
            {
                return (words, found);
            }

            if (char.IsWhiteSpace(line[at]))
            {
                at++;
            }
            else
            {
                words.Add(ReadWord(line, ref at, lookup));
            }
        }

        return (words, ";");
    }

    private static string? ReadOperator(string line, ref int at)
    {
        foreach (var each in (string[])["&&", "||", ";", "\n"])
        {
            if (string.CompareOrdinal(line, at, each, 0, each.Length) == 0)
            {
                at += each.Length;
                return each;
            }
        }

        return null;
    }

    private static string ReadWord(string line, ref int at, Func<string, string> lookup)
    {
        var word = new StringBuilder();
        var quote = '\0';
        for (; at < line.Length; at++)
        {
            var c = line[at];
            if (quote == '\0' && (char.IsWhiteSpace(c) || c is ';' or '&' or '|'))
            {
                if (c is '&' or '|' && !IsDoubled(line, at))
                {
                    word.Append(c);
                    continue;
                }

                break;
            }

            if (c is '\'' or '"' && (quote == '\0' || quote == c))
            {
                quote = quote == '\0' ? c : '\0';
            }
            else if (c == '\\' && quote != '\'' && at + 1 < line.Length)
            {
                word.Append(line[++at]);
            }
            else if (c == '$' && quote != '\'')
            {
                word.Append(lookup(ReadVariable(line, ref at)));
            }
            else
            {
                word.Append(c);
            }
        }

        return word.ToString();
    }

    private static bool IsDoubled(string line, int at) => at + 1 < line.Length && line[at + 1] == line[at];

    /// <summary>Leaves the position on the variable's last character.</summary>
    private static string ReadVariable(string line, ref int at)
    {
        var start = at + 1;
        if (start < line.Length && line[start] == '?')
        {
            at = start;
            return "?";
        }

        if (start < line.Length && line[start] == '{' && line.IndexOf('}', start) is > 0 and var close)
        {
            at = close;
            return line[(start + 1)..close];
        }

        var end = start;
        while (end < line.Length && (char.IsAsciiLetterOrDigit(line[end]) || line[end] == '_'))
        {
            end++;
        }

        at = end - 1;
        return line[start..end];
    }
}
