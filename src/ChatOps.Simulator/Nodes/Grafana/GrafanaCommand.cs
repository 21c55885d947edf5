using System.Text;
using ChatOps.Simulator.Nodes.Commands;

namespace ChatOps.Simulator.Nodes.Grafana;

/// <summary>
/// Grafana's tool, as far as it resets the administrator's password: "grafana cli ..." or "grafana-cli ...", in the words of its
/// version, lies included: told of no config, it changes a database of its own and says that all went well
/// (grafana/grafana#29759, #59915).
/// </summary>
internal sealed class GrafanaCommand(string name, SimulatedGrafana grafana) : IContainerCommand
{
    private const int ShortestPassword = 5;
    private static readonly TimeSpan Work = TimeSpan.FromMilliseconds(300);

    public string Name => name;

    public async Task<int> RunAsync(ContainerShell shell, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var words = name == "grafana" ? arguments.SkipWhile(word => word == "cli").ToList() : arguments;
        if (!ToolArguments.TryRead(words, grafana, out var read, out var mistake))
        {
            await shell.WriteLineAsync($"Incorrect Usage: {mistake}\n", cancellationToken);
            return grafana.HasPathsFirst ? 1 : 0; // old ones print their help and call it a success
        }

        return read is null ? 0 : await ResetAsync(read, shell, cancellationToken);
    }

    private async Task<int> ResetAsync(ToolArguments read, ContainerShell shell, CancellationToken cancellationToken)
    {
        if (read.HomePath != SimulatedGrafana.HomePath)
        {
            await shell.WriteLineAsync(
                "Could not find config defaults, make sure homepath command line parameter is set or working directory is homepath",
                cancellationToken);
            return 1;
        }

        var password = read.IsFromInput ? await ReadLineAsync(shell, cancellationToken) : read.Password;
        if (password is null)
        {
            return await FailAsync(shell, "can't read password from stdin", cancellationToken);
        }

        if (password.Length < ShortestPassword)
        {
            return await FailAsync(shell, "new password is too short", cancellationToken);
        }

        // Once begun it goes on to its end, whether anybody listens or not.
        await Task.Delay(Work, shell.Time, CancellationToken.None);
        if (read.ConfigPath == SimulatedGrafana.ConfigPath)
        {
            grafana.ChangePassword(password);
        }

        await shell.WriteLineAsync("\nAdmin password changed successfully ✔\n", cancellationToken);
        return 0;
    }

    private static async Task<string?> ReadLineAsync(ContainerShell shell, CancellationToken cancellationToken)
    {
        await shell.WriteTextAsync("New Password: ", cancellationToken);
        using var input = new StreamReader(shell.Input, Encoding.UTF8, leaveOpen: true);
        return await input.ReadLineAsync(cancellationToken);
    }

    private static async Task<int> FailAsync(ContainerShell shell, string why, CancellationToken cancellationToken)
    {
        await shell.WriteErrorAsync($"Error: ✗ {why}", cancellationToken);
        return 1;
    }
}
