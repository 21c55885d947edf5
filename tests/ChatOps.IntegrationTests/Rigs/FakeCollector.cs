using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ChatOps.IntegrationTests.Rigs;

/// <summary>An OpenTelemetry collector on loopback that takes traces as OTLP over HTTP in protobuf, and keeps their spans.</summary>
public sealed class FakeCollector : IAsyncDisposable
{
    private readonly ConcurrentQueue<Span> _spans = new();
    private readonly WebApplication _server;

    private FakeCollector(WebApplication server)
    {
        _server = server;
        server.MapPost("/v1/traces", TakeAsync);
    }

    /// <summary>For OTEL_EXPORTER_OTLP_ENDPOINT.</summary>
    public string Address => _server.Urls.First();

    /// <summary>What has come so far.</summary>
    public IReadOnlyCollection<Span> Spans => _spans;

    public static async Task<FakeCollector> StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var collector = new FakeCollector(builder.Build());
        await collector._server.StartAsync(cancellationToken);
        return collector;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        foreach (var span in SpanReader.Read(body.ToArray()))
        {
            _spans.Enqueue(span);
        }

        context.Response.ContentType = "application/x-protobuf"; // of an empty ExportTraceServiceResponse
    }

    /// <param name="Parent">The id of the span that it is a part of; empty for none.</param>
    /// <param name="Texts">All words in it: its name, and what its attributes say.</param>
    public sealed record Span(string Trace, string Id, string Parent, string Name, string Texts);
}
