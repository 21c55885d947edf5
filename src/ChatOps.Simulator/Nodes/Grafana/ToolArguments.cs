using System.Diagnostics.CodeAnalysis;

namespace ChatOps.Simulator.Nodes.Grafana;

/// <summary>What "admin reset-admin-password" was told.</summary>
/// <param name="IsFromInput">The password comes on the standard input.</param>
internal sealed record ToolArguments(string? HomePath, string? ConfigPath, bool IsFromInput, string? Password)
{
    /// <param name="read">Null for any other command, or none: the tool prints its help.</param>
    /// <param name="mistake">In the words of the library that reads Go programs' flags.</param>
    public static bool TryRead(
        IReadOnlyList<string> words, SimulatedGrafana grafana, out ToolArguments? read, [NotNullWhen(false)] out string? mistake)
    {
        var before = new Flags(words.TakeWhile(word => word != "admin"), grafana.HasPathsFirst ? ["homepath", "config"] : []);
        var command = words.SkipWhile(word => word != "admin").ToList();
        var after = new Flags(
            command.Skip(2),
            [.. grafana.HasPathsFirst ? [] : (string[])["homepath", "config"], .. grafana.ReadsStandardInput ? (string[])["password-from-stdin"] : []]);
        mistake = before.Mistake ?? after.Mistake;
        read = mistake is null && command is ["admin", "reset-admin-password", ..]
            ? new(
                before.Value("homepath") ?? after.Value("homepath"),
                before.Value("config") ?? after.Value("config"),
                after.IsSet("password-from-stdin"),
                after.Rest is [var password, ..] ? password : "")
            : null;
        return mistake is null;
    }

    /// <summary>Flags up to the first word that is none.</summary>
    private sealed class Flags
    {
        private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

        public Flags(IEnumerable<string> words, IReadOnlyCollection<string> known)
        {
            var left = new Queue<string>(words);
            while (Mistake is null && left.TryPeek(out var word) && word.StartsWith('-'))
            {
                var name = left.Dequeue().TrimStart('-').Split('=')[0];
                Mistake = known.Contains(name) ? null : $"flag provided but not defined: -{name}";
                _values[name] = name == "password-from-stdin" ? "true"
                    : word.Contains('=') ? word[(word.IndexOf('=') + 1)..]
                    : left.TryDequeue(out var value) ? value : "";
            }

            Rest = [.. left];
        }

        public string? Mistake { get; private set; }

        public IReadOnlyList<string> Rest { get; }

        public string? Value(string name) => _values.GetValueOrDefault(name);

        public bool IsSet(string name) => _values.ContainsKey(name);
    }
}
