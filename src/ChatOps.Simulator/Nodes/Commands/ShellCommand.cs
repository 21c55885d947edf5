using System.Text;

namespace ChatOps.Simulator.Nodes.Commands;

/// <summary>
/// As much of a shell as people use to look around: <c>-c</c> or lines typed in, quotes, <c>$VARIABLES</c>,
/// <c>;</c>, <c>&amp;&amp;</c>, <c>||</c>, <c>cd</c> and <c>exit</c>; no pipes, no redirection.
/// </summary>
internal sealed class ShellCommand(string name) : IContainerCommand
{
    public string Name => name;

    public async Task<int> RunAsync(ContainerShell shell, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var script = new Script(shell);
        if (arguments.SkipWhile(each => each.StartsWith('-') && !each.EndsWith('c')).ToList() is [_, var text, ..])
        {
            await script.RunAsync(text, cancellationToken);
            return script.ExitCode;
        }

        using var input = new StreamReader(shell.Input, Encoding.UTF8, leaveOpen: true);
        while (!script.HasExited && await input.ReadLineAsync(cancellationToken) is { } line)
        {
            await script.RunAsync(line, cancellationToken);
        }

        return script.ExitCode;
    }

    private sealed class Script(ContainerShell shell)
    {
        public int ExitCode { get; private set; }

        public bool HasExited { get; private set; }

        public async Task RunAsync(string text, CancellationToken cancellationToken)
        {
            var before = ";";
            foreach (var (words, after) in ShellWords.Split(text, Lookup))
            {
                var runs = before switch { "&&" => ExitCode == 0, "||" => ExitCode != 0, _ => true };
                if (runs && words.Count > 0 && !HasExited)
                {
                    await RunOneAsync(words, cancellationToken);
                }

                before = after;
            }
        }

        private async Task RunOneAsync(IReadOnlyList<string> words, CancellationToken cancellationToken)
        {
            if (words[0] == "exit")
            {
                HasExited = true;
                ExitCode = words is [_, var code, ..] && int.TryParse(code, out var number) ? number & 0xff : ExitCode;
            }
            else if (words[0] == "cd")
            {
                ExitCode = 0;
            }
            else
            {
                ExitCode = await shell.RunAsync(words, cancellationToken);
            }
        }

        private string Lookup(string variable) =>
            variable == "?" ? ExitCode.ToString() : shell.Environment.GetValueOrDefault(variable, "");
    }
}
