using System.Text;
using ChatOps.Simulator.Nodes.Grafana;
using ChatOps.Simulator.Store;

namespace ChatOps.Simulator.Nodes.Commands;

/// <summary>Runs a command in a container: looks the program up, and holds what programs share.</summary>
internal sealed class ContainerShell : IAsyncDisposable
{
    public const int NotFound = 127;

    private static readonly Dictionary<string, IContainerCommand> Programs = new IContainerCommand[]
    {
        new EchoCommand(), new CatCommand(), new DateCommand(), new EnvCommand(), new ListCommand(), new SleepCommand(),
        new HostnameCommand(), new TrueCommand(), new FalseCommand(), new ShellCommand("sh"), new ShellCommand("bash"),
    }.ToDictionary(each => each.Name, StringComparer.Ordinal);

    private readonly SimulatedGrafana _grafana;
    private readonly string _newLine;

    public ContainerShell(ContainerView container, ContainerStreams streams, SimulatedGrafana grafana, TimeProvider time)
    {
        _grafana = grafana;
        Container = container;
        Time = time;
        Input = streams.Input;
        Output = streams.Output;
        Error = streams.Error;
        _newLine = streams.Tty ? "\r\n" : "\n";
        Environment = ReadEnvironment(container);
    }

    public ContainerView Container { get; }

    public TimeProvider Time { get; }

    public Stream Input { get; }

    public Stream Output { get; }

    public Stream Error { get; }

    public IReadOnlyDictionary<string, string> Environment { get; }

    public async Task<int> RunAsync(IReadOnlyList<string> command, CancellationToken cancellationToken)
    {
        var name = command.Count == 0 ? "" : command[0][(command[0].LastIndexOf('/') + 1)..];
        if ((Programs.GetValueOrDefault(name) ?? GrafanaProgram(name)) is not { } program)
        {
            await WriteErrorAsync($"exec: \"{name}\": executable file not found in $PATH", cancellationToken);
            return NotFound;
        }

        return await program.RunAsync(this, [.. command.Skip(1)], cancellationToken);
    }

    /// <summary>Only Grafana's own container has it, and the version decides by which name.</summary>
    private IContainerCommand? GrafanaProgram(string name) =>
        Container is { Component: SimulatedGrafana.Component, IsMain: true } && _grafana.HasProgram(name)
            ? new GrafanaCommand(name, _grafana)
            : null;

    public Task WriteLineAsync(string text, CancellationToken cancellationToken) => WriteAsync(Output, text + _newLine, cancellationToken);

    public Task WriteErrorAsync(string text, CancellationToken cancellationToken) => WriteAsync(Error, text + _newLine, cancellationToken);

    public Task WriteTextAsync(string text, CancellationToken cancellationToken) => WriteAsync(Output, text, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await Output.FlushAsync();
        await Error.FlushAsync();
    }

    private static async Task WriteAsync(Stream stream, string text, CancellationToken cancellationToken) =>
        await stream.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken);

    private static Dictionary<string, string> ReadEnvironment(ContainerView container)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["PATH"] = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
            ["HOSTNAME"] = container.Pod.Name,
            ["HOME"] = "/root",
        };
        foreach (var variable in container.Spec.Items("env"))
        {
            if (variable.Text("name") is { } name && variable.Text("value") is { } value)
            {
                environment[name] = value;
            }
        }

        return environment;
    }
}
