using System.Collections.Concurrent;
using System.Text;
using ChatOps.Simulator.Houston;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChatOps.IntegrationTests.Houston;

/// <summary>A simulated Houston behind a connection that can be cut when it hurts most: after the effect, before the answer.</summary>
internal sealed class HoustonProxy : IAsyncDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false });
    private readonly ConcurrentQueue<string> _mutations = new();
    private readonly WebApplication _app;
    private readonly SimulatedHouston _houston;
    private volatile bool _isDown;

    private HoustonProxy(SimulatedHouston houston)
    {
        _houston = houston;
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Run(ForwardAsync);
    }

    /// <summary>The address for the bot.</summary>
    public Uri Endpoint => new(new Uri(_app.Urls.Single()), "/v1");

    /// <summary>Every change that reached Houston.</summary>
    public IReadOnlyCollection<string> Mutations => _mutations;

    /// <summary>The connection breaks after the next change, and no other comes about until <see cref="Revive"/>.</summary>
    public bool DiesAtNextChange { get; set; }

    public static async Task<HoustonProxy> StartAsync(CancellationToken cancellationToken)
    {
        var options = new SimulatedHoustonOptions { HoustonUrl = new("http://127.0.0.1:0/v1") };
        var houston = await SimulatedHouston.StartAsync(options, TimeProvider.System, NullLoggerFactory.Instance, cancellationToken);
        var proxy = new HoustonProxy(houston);
        await proxy._app.StartAsync(cancellationToken);
        return proxy;
    }

    public void Revive() => _isDown = false;

    /// <summary>What Houston says to a question of the test's own.</summary>
    public async Task<string> AskAsync(string document, CancellationToken cancellationToken)
    {
        using var request = Request(System.Text.Json.JsonSerializer.Serialize(new { query = document }), SimulatedHouston.ServiceAccountKey);
        using var answer = await _http.SendAsync(request, cancellationToken);
        return await answer.Content.ReadAsStringAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _http.Dispose();
        await _houston.DisposeAsync();
    }

    private async Task ForwardAsync(HttpContext context)
    {
        if (_isDown)
        {
            context.Abort();
            return;
        }

        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        using var request = Request(body, context.Request.Headers.Authorization.ToString());
        using var answer = await _http.SendAsync(request, context.RequestAborted);
        if (body.Contains("\"query\":\"mutation", StringComparison.Ordinal))
        {
            _mutations.Enqueue(body);
            if (DiesAtNextChange)
            {
                _isDown = true;
                context.Abort();
                return;
            }
        }

        context.Response.StatusCode = (int)answer.StatusCode;
        context.Response.ContentType = answer.Content.Headers.ContentType?.ToString();
        await context.Response.WriteAsync(await answer.Content.ReadAsStringAsync(context.RequestAborted), context.RequestAborted);
    }

    private HttpRequestMessage Request(string body, string token)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, _houston.Url)
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        request.Headers.TryAddWithoutValidation("Authorization", token);
        return request;
    }
}
