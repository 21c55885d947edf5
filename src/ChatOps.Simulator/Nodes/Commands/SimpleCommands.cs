using ChatOps.Simulator.Store;

namespace ChatOps.Simulator.Nodes.Commands;

internal sealed class EchoCommand : IContainerCommand
{
    public string Name => "echo";

    public async Task<int> RunAsync(ContainerShell shell, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        if (arguments is ["-n", ..])
        {
            await shell.WriteTextAsync(string.Join(' ', arguments.Skip(1)), cancellationToken);
        }
        else
        {
            await shell.WriteLineAsync(string.Join(' ', arguments), cancellationToken);
        }

        return 0;
    }
}

/// <summary>Copies what is typed; the simulated containers have no files.</summary>
internal sealed class CatCommand : IContainerCommand
{
    public string Name => "cat";

    public async Task<int> RunAsync(ContainerShell shell, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        if (arguments.FirstOrDefault(each => each != "-") is { } file)
        {
            await shell.WriteErrorAsync($"cat: {file}: No such file or directory", cancellationToken);
            return 1;
        }

        await shell.Input.CopyToAsync(shell.Output, cancellationToken);
        return 0;
    }
}

internal sealed class DateCommand : IContainerCommand
{
    public string Name => "date";

    public async Task<int> RunAsync(ContainerShell shell, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var now = shell.Time.GetUtcNow();
        var text = arguments is ["+%s"]
            ? now.ToUnixTimeSeconds().ToString()
            : now.ToString("ddd MMM d HH:mm:ss 'UTC' yyyy");
        await shell.WriteLineAsync(text, cancellationToken);
        return 0;
    }
}

internal sealed class EnvCommand : IContainerCommand
{
    public string Name => "env";

    public async Task<int> RunAsync(ContainerShell shell, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        foreach (var (name, value) in shell.Environment)
        {
            await shell.WriteLineAsync($"{name}={value}", cancellationToken);
        }

        return 0;
    }
}

/// <summary>Shows the root folder and what is mounted there.</summary>
internal sealed class ListCommand : IContainerCommand
{
    private static readonly string[] Root = ["bin", "dev", "etc", "home", "proc", "root", "tmp", "usr", "var"];

    public string Name => "ls";

    public async Task<int> RunAsync(ContainerShell shell, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var folder = arguments.FirstOrDefault(each => !each.StartsWith('-')) ?? "/";
        var mounts = shell.Container.Spec.Items("volumeMounts").Select(mount => mount.Text("mountPath")?.Trim('/') ?? "").ToList();
        var inside = folder.Trim('/');
        if (inside.Length > 0 && !Root.Contains(inside) && !mounts.Contains(inside))
        {
            await shell.WriteErrorAsync($"ls: cannot access '{folder}': No such file or directory", cancellationToken);
            return 2;
        }

        var entries = Root.Concat(mounts.Select(mount => mount.Split('/')[0])).Distinct().Order(StringComparer.Ordinal);
        foreach (var name in entries.Where(_ => inside.Length == 0))
        {
            await shell.WriteLineAsync(name, cancellationToken);
        }

        return 0;
    }
}

internal sealed class SleepCommand : IContainerCommand
{
    public string Name => "sleep";

    public async Task<int> RunAsync(ContainerShell shell, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        if (arguments is not [var text] || !double.TryParse(text.TrimEnd('s'), out var seconds) || seconds < 0)
        {
            await shell.WriteErrorAsync("sleep: missing or invalid time interval", cancellationToken);
            return 1;
        }

        await Task.Delay(TimeSpan.FromSeconds(seconds), shell.Time, cancellationToken);
        return 0;
    }
}

internal sealed class HostnameCommand : IContainerCommand
{
    public string Name => "hostname";

    public async Task<int> RunAsync(ContainerShell shell, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        await shell.WriteLineAsync(shell.Container.Pod.Name, cancellationToken);
        return 0;
    }
}

internal sealed class TrueCommand : IContainerCommand
{
    public string Name => "true";

    public Task<int> RunAsync(ContainerShell shell, IReadOnlyList<string> arguments, CancellationToken cancellationToken) =>
        Task.FromResult(0);
}

internal sealed class FalseCommand : IContainerCommand
{
    public string Name => "false";

    public Task<int> RunAsync(ContainerShell shell, IReadOnlyList<string> arguments, CancellationToken cancellationToken) =>
        Task.FromResult(1);
}
