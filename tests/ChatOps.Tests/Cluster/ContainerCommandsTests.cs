using System.Net.WebSockets;
using System.Text;
using ChatOps.Adapters.Cluster;
using ChatOps.Inventory;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Cluster;

/// <summary>Commands in containers over a real WebSocket, with an API server that answers as the test says.</summary>
public sealed class ContainerCommandsTests : IAsyncLifetime
{
    private const string Secret = "Geheim2345Geheim2345";
    private const string Success = """{"metadata":{},"status":"Success"}""";
    private static readonly PodKey Pod = new("astronomer-ee", "grafana-1", "uid-1");

    private readonly List<byte[]> _received = [];
    private readonly string _kubeconfig = Path.Combine(Directory.CreateTempSubdirectory("chatops-test-").FullName, "config");
    private WebApplication _server = null!; // set by InitializeAsync, before each test
    private ServiceProvider _services = null!; // likewise
    private string _query = "";

    /// <summary>What the API server does with an exec; by default it answers as one that knows both protocols.</summary>
    private Func<HttpContext, Task> Answer { get; set; } = _ => Task.CompletedTask;

    private IContainerCommands Commands => _services.GetRequiredService<IContainerCommands>();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        _server = builder.Build();
        _server.UseWebSockets();
        _server.Run(context =>
        {
            _query = $"{context.Request.Path}{Uri.UnescapeDataString($"{context.Request.QueryString}")}";
            return Answer(context);
        });
        await _server.StartAsync(Stop);
        await WriteKubeconfigAsync(_server.Urls.Single());
        _services = Connect();
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _server.DisposeAsync();
        Directory.GetParent(_kubeconfig)!.Delete(recursive: true); // made above
    }

    [Fact]
    public async Task In_v5_the_input_is_typed_and_its_end_told()
    {
        Answer = context => SpeakAsync(context, "v5.channel.k8s.io", inputMessages: 2, (1, "out "), (2, "err"), (3, Success));

        (await RunAsync(input: $"{Secret}\n")).ShouldBe(new CommandEnd(0, "out err"));

        _received.ShouldBe([[0, .. Encoding.UTF8.GetBytes($"{Secret}\n")], [255, 0]]);
        _query.ShouldBe("/api/v1/namespaces/astronomer-ee/pods/grafana-1/exec?command=grafana&command=cli&container=grafana&stderr=1&stdin=1&stdout=1&tty=0");
    }

    [Fact]
    public async Task A_server_that_knows_v4_alone_gets_the_line_and_no_signal_that_it_does_not_know()
    {
        Answer = context => SpeakAsync(context, "v4.channel.k8s.io", inputMessages: 1, (3, Success));

        (await RunAsync(input: "line\n")).ShouldBe(new CommandEnd(0, ""));

        _received.Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_exit_code_comes_on_the_error_channel()
    {
        Answer = context => SpeakAsync(
            context,
            "v5.channel.k8s.io",
            inputMessages: 0,
            (3, """{"status":"Failure","reason":"NonZeroExitCode","message":"command terminated with non-zero exit code: exit status 17","details":{"causes":[{"reason":"ExitCode","message":"17"}]}}"""));

        (await RunAsync()).ShouldBe(new CommandEnd(17, ""));
    }

    [Fact]
    public async Task A_program_that_is_not_there_was_not_started()
    {
        Answer = context => SpeakAsync(
            context,
            "v5.channel.k8s.io",
            inputMessages: 0,
            (3, """{"status":"Failure","reason":"InternalError","message":"error executing command in container: exec: \"grafana\": executable file not found in $PATH: unknown","code":500}"""));

        var end = await RunAsync();

        end.ShouldNotBeNull().ExitCode.ShouldBe(CommandEnd.NotStarted);
        end.Output.ShouldContain("executable file not found");
    }

    [Theory]
    [InlineData("error reading from error stream: next reader: websocket: close 1006 (abnormal closure): unexpected EOF")]
    [InlineData("error executing command in container: container is not running")]
    public async Task What_breaks_behind_the_API_server_ends_in_nobody_knows(string message)
    {
        Answer = context => SpeakAsync(
            context,
            "v5.channel.k8s.io",
            inputMessages: 0,
            (3, $$"""{"status":"Failure","reason":"InternalError","message":"{{message}}","code":500}"""));

        (await RunAsync()).ShouldBe(new CommandEnd(ExitCode: null, ""));
    }

    [Fact]
    public async Task A_connection_that_breaks_before_the_status_ends_in_nobody_knows()
    {
        Answer = async context =>
        {
            using var socket = await context.WebSockets.AcceptWebSocketAsync("v5.channel.k8s.io");
            await SendAsync(socket, 1, "Admin password changed successfully");
            context.Abort();
        };

        (await RunAsync()).ShouldNotBeNull().ExitCode.ShouldBeNull();
    }

    [Fact]
    public async Task One_that_ends_politely_without_a_status_does_too()
    {
        Answer = context => SpeakAsync(context, "v5.channel.k8s.io", inputMessages: 0, (1, "changed successfully"));

        (await RunAsync()).ShouldBe(new CommandEnd(ExitCode: null, "changed successfully"));
    }

    [Theory]
    [InlineData(403)]
    [InlineData(401)]
    public async Task A_bot_without_the_right_is_told_which_it_lacks(int status)
    {
        Answer = context => Answered(context, status);

        (await Should.ThrowAsync<ClusterForbiddenException>(() => RunAsync()))
            .Message.ShouldBe($"The bot may not run commands in pods of astronomer-ee (pods/exec): the API server answers {status}");
    }

    [Fact]
    public async Task A_pod_that_is_gone_is_no_outage()
    {
        Answer = context => Answered(context, 404);

        (await RunAsync()).ShouldBeNull();
    }

    [Theory]
    [InlineData(400)]
    [InlineData(405)]
    public async Task What_the_server_will_always_refuse_is_not_waited_for(int status)
    {
        Answer = context => Answered(context, status);

        (await RunAsync(input: "line")).ShouldBe(
            new CommandEnd(CommandEnd.NotStarted, $"the API server refuses to run commands in grafana of grafana-1: it answers {status}"));
    }

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task What_the_server_did_not_start_may_be_asked_for_again(int status)
    {
        Answer = context => Answered(context, status);

        await Should.ThrowAsync<ClusterUnavailableException>(() => RunAsync());
    }

    [Fact]
    public async Task A_gateway_that_gives_up_leaves_unknown_whether_a_command_without_input_runs()
    {
        Answer = context => Answered(context, 504);

        (await RunAsync()).ShouldBe(new CommandEnd(ExitCode: null, ""));
        await Should.ThrowAsync<ClusterUnavailableException>(() => RunAsync(input: "without it nothing happens"));
    }

    [Fact]
    public async Task A_handshake_that_breaks_leaves_it_unknown_too()
    {
        Answer = context =>
        {
            context.Abort();
            return Task.CompletedTask;
        };

        (await RunAsync()).ShouldBe(new CommandEnd(ExitCode: null, ""));
    }

    [Fact]
    public async Task Without_a_server_nothing_was_started_and_no_exception_holds_the_command()
    {
        await _server.StopAsync(Stop);

        var away = await Should.ThrowAsync<ClusterUnavailableException>(
            () => Commands.RunAsync(Pod, "grafana", ["grafana-cli", Secret], input: null, Stop));

        away.ToString().ShouldNotContain(Secret);
    }

    private Task<CommandEnd?> RunAsync(string? input = null) => Commands.RunAsync(Pod, "grafana", ["grafana", "cli"], input, Stop);

    private static Task Answered(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    private async Task SpeakAsync(
        HttpContext context, string protocol, int inputMessages, params (byte Channel, string Text)[] messages)
    {
        context.WebSockets.WebSocketRequestedProtocols.ShouldBe(["v5.channel.k8s.io", "v4.channel.k8s.io"]);
        using var socket = await context.WebSockets.AcceptWebSocketAsync(protocol);
        var buffer = new byte[1024];
        for (var i = 0; i < inputMessages; i++)
        {
            _received.Add(buffer[..(await socket.ReceiveAsync(buffer.AsMemory(), Stop)).Count]);
        }

        foreach (var (channel, text) in messages)
        {
            await SendAsync(socket, channel, text);
        }

        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, Stop);
        while ((await socket.ReceiveAsync(buffer.AsMemory(), Stop)).MessageType is not WebSocketMessageType.Close)
        {
            _received.Add([]); // more than was expected
        }
    }

    private static Task SendAsync(WebSocket socket, byte channel, string text) => socket.SendAsync(
        (byte[])[channel, .. Encoding.UTF8.GetBytes(text)], WebSocketMessageType.Binary, endOfMessage: true, Stop);

    private Task WriteKubeconfigAsync(string server) => File.WriteAllTextAsync(
        _kubeconfig,
        $$$"""
        apiVersion: v1
        kind: Config
        current-context: it
        clusters: [{name: it, cluster: {server: "{{{server}}}"}}]
        contexts: [{name: it, context: {cluster: it, user: it}}]
        users: [{name: it, user: {token: any}}]
        """,
        Stop);

    private ServiceProvider Connect()
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Cluster:Mode"] = nameof(ClusterMode.Kubeconfig),
            ["Cluster:Kubeconfig"] = _kubeconfig,
        }).Build();
        return new ServiceCollection().AddLogging().AddCluster(settings).BuildServiceProvider();
    }
}
