using System.Net;
using System.Net.WebSockets;
using ChatOps.Adapters.Cluster.Api;
using ChatOps.Inventory;
using k8s.Exceptions;

namespace ChatOps.Adapters.Cluster.Exec;

/// <summary>
/// Commands by pods/exec over a WebSocket, opened by KubernetesClient, whose connection it is. Nothing is tried twice, and no
/// exception holds the command: it may be a secret.
/// </summary>
internal sealed class ClusterContainerCommands(ClusterConnection connection, TimeProvider time) : IContainerCommands
{
    /// <summary>How long a command may take, which is less than an operation's lease.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public async Task<CommandEnd?> RunAsync(
        PodKey pod, string container, IReadOnlyList<string> command, string? input, CancellationToken cancellationToken)
    {
        using var deadline = new Deadline(Limit, time, cancellationToken);
        try
        {
            return await deadline.HoldAsync(async stop =>
            {
                using var socket = await OpenAsync(pod, container, command, takesInput: input is not null, stop);
                return await new ExecSession(socket).RunAsync(input, stop);
            });
        }
        catch (ExecNotOpenedException refusal) when (refusal.Answer is HttpStatusCode.NotFound)
        {
            return null;
        }
        catch (ExecNotOpenedException refusal) when (refusal.Answer is HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized)
        {
            throw new ClusterForbiddenException(
                $"The bot may not run commands in pods of {pod.Namespace} (pods/exec): the API server answers {(int)refusal.Answer.Value}");
        }
        catch (ExecNotOpenedException refusal) when (refusal.IsFinal)
        {
            return new CommandEnd(CommandEnd.NotStarted, $"the API server refuses to run commands in {container} of {pod}: {refusal.Message}");
        }
        catch (ExecNotOpenedException failure) when (input is not null || !failure.MayHaveStarted)
        {
            // One that waits for its input does nothing without.
            throw new ClusterUnavailableException($"The API server does not run commands in pods now: {failure.Message}");
        }
        catch (Exception lost) when (lost is ExecNotOpenedException or TimeoutException)
        {
            return new CommandEnd(ExitCode: null, Output: "");
        }
        catch (Exception unsent) when (unsent is HttpRequestException or KubeConfigException)
        {
            throw new ClusterUnavailableException(Outage.InWords(unsent, $"run commands in pods of {pod.Namespace}"));
        }
    }

    private Task<WebSocket> OpenAsync(
        PodKey pod, string container, IReadOnlyList<string> command, bool takesInput, CancellationToken cancellationToken) =>
        connection.Client.WebSocketNamespacedPodExecAsync(
            pod.Name,
            pod.Namespace,
            command,
            container,
            stderr: true,
            stdin: takesInput,
            stdout: true,
            tty: false,
            webSocketSubProtocol: ExecSocketBuilder.V5,
            cancellationToken: cancellationToken);
}
