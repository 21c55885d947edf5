using System.Collections.Concurrent;
using System.Net;
using System.Net.WebSockets;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using ChatOps.Simulator.Access;
using k8s;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ChatOps.IntegrationTests.Rigs;

/// <summary>Stands between the bot, which speaks to it without TLS, and an API server, and remembers every write and every right that was used: who else could count them?</summary>
public sealed partial class ApiServerProxy : IAsyncDisposable
{
    /// <summary>Is posted, and changes nothing.</summary>
    private const string Question = "/selfsubjectaccessreviews";

    private readonly TemporaryFolder _folder = new();
    private readonly SocketsHttpHandler _handler;
    private readonly HttpClient _server;
    private readonly ConcurrentQueue<SeenWrite> _writes = new();
    private readonly ConcurrentDictionary<AccessQuestion, int> _used = new();
    private readonly WebApplication _app;
    private int _execs;
    private int _requests;

    private ApiServerProxy(KubernetesClientConfiguration server)
    {
        _handler = new SocketsHttpHandler { UseProxy = false };
        if (server.SslCaCerts is { } trusted)
        {
            _handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
            };
            _handler.SslOptions.CertificateChainPolicy.CustomTrustStore.AddRange(trusted);
        }

        _server = new(_handler) { BaseAddress = new(server.Host), Timeout = Timeout.InfiniteTimeSpan };
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.UseWebSockets();
        _app.Run(context => context.WebSockets.IsWebSocketRequest ? ExecAsync(context) : ForwardAsync(context));
    }

    /// <summary>Lets each command in a container run to its end, and hangs up before anybody hears of it.</summary>
    public bool CutsExecs { get; set; }

    /// <summary>How many commands were run in containers.</summary>
    public int Execs => _execs;

    /// <summary>Leads to the API server by way of this proxy.</summary>
    public string Kubeconfig => _folder.File("kubeconfig");

    /// <summary>How many requests there were, watches included.</summary>
    public int Requests => _requests;

    /// <summary>Every request that was neither a GET nor a question, in the order of their answers.</summary>
    public IReadOnlyList<SeenWrite> Writes => [.. _writes];

    /// <summary>The rights that were needed for what was not refused, without the names of objects.</summary>
    internal IReadOnlyCollection<AccessQuestion> UsedRights => [.. _used.Keys];

    /// <param name="kubeconfig">Leads to the API server itself.</param>
    public static async Task<ApiServerProxy> StartAsync(string kubeconfig, CancellationToken cancellationToken)
    {
        var proxy = new ApiServerProxy(KubernetesClientConfiguration.BuildConfigFromConfigFile(kubeconfig));
        await proxy._app.StartAsync(cancellationToken);
        var text = await File.ReadAllTextAsync(kubeconfig, cancellationToken);
        await File.WriteAllTextAsync(
            proxy.Kubeconfig, ServerLine().Replace(text, $"server: {proxy._app.Urls.Single()}"), cancellationToken);
        return proxy;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _server.Dispose();
        _folder.Dispose();
    }

    /// <summary>Passes the messages of an exec on, one after the other in both directions.</summary>
    private async Task ExecAsync(HttpContext context)
    {
        Interlocked.Increment(ref _execs);
        using var server = new ClientWebSocket();
        foreach (var protocol in context.WebSockets.WebSocketRequestedProtocols)
        {
            server.Options.AddSubProtocol(protocol);
        }

        if (context.Request.Headers.Authorization is [{ } credentials])
        {
            server.Options.SetRequestHeader("Authorization", credentials);
        }

        if (await RefusalAsync(server, context) is { } refusal)
        {
            context.Response.StatusCode = (int)refusal;
            return;
        }

        NoteUse(context.Request);
        using var client = await context.WebSockets.AcceptWebSocketAsync(server.SubProtocol);
        var typing = PassOnAsync(client, server, _ => true, context.RequestAborted);
        var isHeard = await PassOnAsync(server, client, message => !CutsExecs || IsMissing(message), context.RequestAborted);
        if (!isHeard)
        {
            context.Abort();
        }

        await typing;
    }

    /// <returns>The status of a server that opens no such connection; null when it is open.</returns>
    private async Task<HttpStatusCode?> RefusalAsync(ClientWebSocket server, HttpContext context)
    {
        var address = new UriBuilder(new Uri(_server.BaseAddress!, $"{context.Request.Path}{context.Request.QueryString}"));
        address.Scheme = address.Scheme == Uri.UriSchemeHttps ? Uri.UriSchemeWss : Uri.UriSchemeWs;
        server.Options.CollectHttpResponseDetails = true;
        try
        {
            await server.ConnectAsync(address.Uri, new HttpMessageInvoker(_handler, disposeHandler: false), context.RequestAborted);
            return null;
        }
        catch (WebSocketException) when (server.HttpStatusCode is not default(HttpStatusCode))
        {
            return server.HttpStatusCode;
        }
    }

    private void NoteUse(HttpRequest request) => _used[AccessQuestion.In(request) with { Name = "" }] = 0;

    /// <summary>A program that is not there is told in any case: it did nothing that could be unknown.</summary>
    private static bool IsMissing(ReadOnlySpan<byte> message) =>
        message.IndexOf("executable file not found"u8) >= 0 || message.IndexOf("\"127\""u8) >= 0;

    /// <returns>False when a message was kept back, after the last one had come.</returns>
    private static async Task<bool> PassOnAsync(WebSocket from, WebSocket to, Passes passes, CancellationToken cancellationToken)
    {
        var (buffer, isWhole) = (new byte[32 * 1024], true);
        try
        {
            while (await from.ReceiveAsync(buffer.AsMemory(), cancellationToken) is { MessageType: not WebSocketMessageType.Close } part)
            {
                isWhole = isWhole && passes(buffer.AsSpan(0, part.Count));
                if (isWhole)
                {
                    await to.SendAsync(buffer.AsMemory(0, part.Count), part.MessageType, part.EndOfMessage, cancellationToken);
                }
            }

            if (isWhole)
            {
                await to.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, statusDescription: null, cancellationToken);
            }
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException)
        {
            // One side hung up.
        }

        return isWhole;
    }

    private delegate bool Passes(ReadOnlySpan<byte> message);

    private async Task ForwardAsync(HttpContext context)
    {
        Interlocked.Increment(ref _requests);
        using var request = new HttpRequestMessage(
            new HttpMethod(context.Request.Method), $"{context.Request.Path}{context.Request.QueryString}");
        if (context.Request.ContentLength is not (null or 0) || context.Request.Headers.TransferEncoding.Count > 0)
        {
            request.Content = new StreamContent(context.Request.Body);
            request.Content.Headers.TryAddWithoutValidation("Content-Type", context.Request.ContentType);
        }

        request.Headers.TryAddWithoutValidation("Authorization", (IEnumerable<string?>)context.Request.Headers.Authorization);
        request.Headers.TryAddWithoutValidation("Accept", (IEnumerable<string?>)context.Request.Headers.Accept);
        using var answer = await _server.SendAsync(
            request, HttpCompletionOption.ResponseHeadersRead, context.RequestAborted);
        if (!HttpMethods.IsGet(context.Request.Method) && !context.Request.Path.Value!.EndsWith(Question, StringComparison.Ordinal))
        {
            _writes.Enqueue(new(context.Request.Method, $"{context.Request.Path}", (int)answer.StatusCode));
        }

        if (answer.StatusCode is not (HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized))
        {
            NoteUse(context.Request);
        }

        context.Response.StatusCode = (int)answer.StatusCode;
        context.Response.ContentType = answer.Content.Headers.ContentType?.ToString();
        await PassOnAsync(answer, context);
    }

    /// <summary>Piece by piece as they come: a watch never ends by itself.</summary>
    private static async Task PassOnAsync(HttpResponseMessage answer, HttpContext context)
    {
        try
        {
            await context.Response.Body.FlushAsync(context.RequestAborted); // a watch may have nothing to say for long
            await using var body = await answer.Content.ReadAsStreamAsync(context.RequestAborted);
            var piece = new byte[32 * 1024];
            int read;
            while ((read = await body.ReadAsync(piece, context.RequestAborted)) > 0)
            {
                await context.Response.Body.WriteAsync(piece.AsMemory(0, read), context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
            }
        }
        catch (Exception cut) when (cut is IOException or OperationCanceledException)
        {
            context.Abort(); // One side hung up, so the other is hung up on.
        }
    }

    [GeneratedRegex(@"server: ""?(?<address>https?://[\d.]+:\d+)""?", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ServerLine();
}

/// <param name="Path">Without the query.</param>
/// <param name="Status">What the API server answered.</param>
public sealed record SeenWrite(string Method, string Path, int Status);
