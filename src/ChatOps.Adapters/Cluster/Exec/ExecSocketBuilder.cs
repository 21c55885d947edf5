using System.Net;
using System.Net.WebSockets;
using ChatOps.Adapters.Cluster.Api;
using k8s;

namespace ChatOps.Adapters.Cluster.Exec;

/// <summary>
/// Opens the WebSocket of an exec: both protocols are offered in one handshake, and the server takes the one it knows. What goes
/// wrong is told by whether the command may have been started; KubernetesClient would ask again to find out more.
/// </summary>
internal sealed class ExecSocketBuilder : WebSocketBuilder
{
    /// <summary>Since Kubernetes 1.29: a client can say that its input has ended.</summary>
    public const string V5 = "v5.channel.k8s.io";

    /// <inheritdoc cref="V5"/>
    public const string V4 = "v4.channel.k8s.io";

    /// <param name="cancellationToken">Never cancelled by KubernetesClient, so there is a limit of its own.</param>
    /// <exception cref="ExecNotOpenedException">There is no connection.</exception>
    public override async Task<WebSocket> BuildAndConnectAsync(Uri uri, CancellationToken cancellationToken)
    {
        Options.AddSubProtocol(V4); // V5 stands before it already
        Options.CollectHttpResponseDetails = true;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(ApiServer.RequestTimeout);
        try
        {
            await WebSocket.ConnectAsync(uri, limit.Token);
            return WebSocket;
        }
        catch (Exception failure) when (failure is WebSocketException or OperationCanceledException)
        {
            // Neither the address nor the exception that holds it goes on: the command stands in it.
            throw new ExecNotOpenedException(Answer(), NeverArrived(failure));
        }
    }

    /// <summary>The class says 0 where nothing came.</summary>
    private HttpStatusCode? Answer() => (int)WebSocket.HttpStatusCode is > 0 and var code ? (HttpStatusCode)code : null;

    private static bool NeverArrived(Exception failure) => failure.InnerException is HttpRequestException
    {
        HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError
            or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError,
    };
}

/// <summary>The WebSocket of an exec was not opened.</summary>
/// <param name="answer">What the server answered instead; null for nothing.</param>
/// <param name="neverArrived">The request did not get as far as the server.</param>
internal sealed class ExecNotOpenedException(HttpStatusCode? answer, bool neverArrived) : Exception(
    answer is { } code ? $"it answers {(int)code}" : "it can't be reached, or does not answer")
{
    public HttpStatusCode? Answer => answer;

    /// <summary>Asked again it would say the same, as of a container that the pod does not have (400).</summary>
    public bool IsFinal => answer is >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError
        and not (HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests);

    /// <summary>
    /// Nobody knows whether the command was started: no answer came, or a gateway in between gave up on one.
    /// </summary>
    public bool MayHaveStarted => answer switch
    {
        null => !neverArrived,
        HttpStatusCode.BadGateway or HttpStatusCode.GatewayTimeout => true,
        _ => false,
    };
}
