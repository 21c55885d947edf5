using System.Collections.Concurrent;
using System.Net;
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
    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _server;
    private readonly ConcurrentQueue<SeenWrite> _writes = new();
    private readonly ConcurrentDictionary<AccessQuestion, int> _used = new();
    private readonly WebApplication _app;

    private ApiServerProxy(KubernetesClientConfiguration server)
    {
        var handler = new SocketsHttpHandler { UseProxy = false };
        if (server.SslCaCerts is { } trusted)
        {
            handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
            };
            handler.SslOptions.CertificateChainPolicy.CustomTrustStore.AddRange(trusted);
        }

        _server = new(handler) { BaseAddress = new(server.Host), Timeout = Timeout.InfiniteTimeSpan };
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Run(ForwardAsync);
    }

    /// <summary>Leads to the API server by way of this proxy.</summary>
    public string Kubeconfig => _folder.File("kubeconfig");

    /// <summary>Every request that was no GET, in the order of their answers.</summary>
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

    private async Task ForwardAsync(HttpContext context)
    {
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
        if (!HttpMethods.IsGet(context.Request.Method))
        {
            _writes.Enqueue(new(context.Request.Method, $"{context.Request.Path}", (int)answer.StatusCode));
        }

        if (answer.StatusCode is not (HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized))
        {
            _used[AccessQuestion.In(context.Request) with { Name = "" }] = (int)answer.StatusCode;
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
