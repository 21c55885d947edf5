using System.Net.WebSockets;
using System.Text.Json.Nodes;
using ChatOps.Simulator.Nodes;
using ChatOps.Simulator.Store;

namespace ChatOps.Simulator.Api.Subresources;

/// <summary>Answers exec and attach over a WebSocket in the protocols <c>v5.channel.k8s.io</c> and <c>v4.channel.k8s.io</c>.</summary>
internal sealed class ExecEndpoint(ClusterStore store, IContainerRuntime runtime, CancellationToken stopping)
{
    private static readonly string[] Protocols = ["v5.channel.k8s.io", "v4.channel.k8s.io"];

    public Task ExecuteAsync(ApiRequest request)
    {
        var command = request.Http.Request.Query["command"].OfType<string>().ToList();
        if (command.Count == 0)
        {
            throw ApiException.BadRequest("you must specify at least 1 command for the container");
        }

        return RunAsync(request, (pod, container, streams, cancellationToken) =>
            runtime.ExecuteAsync(pod, container, command, streams, cancellationToken));
    }

    public Task AttachAsync(ApiRequest request) => RunAsync(request, runtime.AttachAsync);

    private async Task RunAsync(
        ApiRequest request, Func<StoredObject, string, ContainerStreams, CancellationToken, Task<int>> run)
    {
        var pod = store.Get(ResourceTypes.Pods, request.Namespace, request.ObjectName);
        var container = PodContainer.Choose(request, pod);
        var sockets = request.Http.WebSockets;
        if (!sockets.IsWebSocketRequest)
        {
            throw ApiException.BadRequest("Upgrade request required: this server speaks WebSocket only");
        }

        var protocol = Protocols.FirstOrDefault(sockets.WebSocketRequestedProtocols.Contains)
            ?? throw ApiException.BadRequest($"unable to upgrade: none of the protocols asked for is one of {string.Join(", ", Protocols)}");
        using var socket = await sockets.AcceptWebSocketAsync(protocol);
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(request.Aborted, stopping);
        await using var channels = new ChannelSocket(socket, request.QueryFlag("stdin"));
        var reading = channels.ReadAsync(ends);
        try
        {
            await channels.SendStatusAsync(await OutcomeAsync(), ends.Token);
            await channels.CloseAsync(ends.Token);
            await reading;
        }
        catch (Exception gone) when (gone is OperationCanceledException or WebSocketException)
        {
            // The client has gone; the command was told by its token, and nobody is left to tell.
        }

        async Task<JsonObject> OutcomeAsync()
        {
            try
            {
                var tty = request.QueryFlag("tty");
                return ExecOutcome.Of(await run(pod, container, channels.Streams(tty), ends.Token));
            }
            catch (ApiException refusal)
            {
                return refusal.ToStatus();
            }
        }
    }
}
