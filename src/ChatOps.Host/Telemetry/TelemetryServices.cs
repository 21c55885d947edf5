using ChatOps.Adapters.Slack;
using ChatOps.Host.Edge;
using ChatOps.Telemetry;
using Microsoft.Extensions.Options;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace ChatOps.Host.Telemetry;

public static class TelemetryServices
{
    private const string Path = "/metrics";

    /// <summary>OpenTelemetry's own setting of where traces go; without it none are made.</summary>
    private const string Collector = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>Adds what <c>/metrics</c> shows, and traces where a collector is named.</summary>
    public static IServiceCollection AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<InventoryMeasures>().AddSingleton<RecordMeasures>().AddHostedService<MeasureTimer>();
        var telemetry = services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("chatops", serviceInstanceId: Environment.MachineName))
            .WithMetrics(metrics => metrics.AddMeter(Meters.All, "System.Runtime").AddAspNetCoreInstrumentation().AddPrometheusExporter());
        if (configuration[Collector] is { Length: > 0 })
        {
            telemetry.WithTracing(AddTraces);
        }

        return services;
    }

    /// <summary>The metrics, for Prometheus. Nothing in them names a person or an object.</summary>
    public static void MapTelemetry(this IEndpointRouteBuilder routes) =>
        routes.MapPrometheusScrapingEndpoint(Path).ForManagement();

    private static void AddTraces(TracerProviderBuilder traces)
    {
        traces
            .AddSource(Traces.SourceName)
            .AddAspNetCoreInstrumentation(http => http.Filter = context => !IsProbe(context.Request.Path))
            .AddHttpClientInstrumentation()
            .AddOtlpExporter();
        traces.ConfigureServices(services => services
            .AddOptions<OpenTelemetry.Instrumentation.Http.HttpClientTraceInstrumentationOptions>()
            .Configure<IOptions<SlackOptions>>((http, slack) =>
                http.FilterHttpRequestMessage = request => !IsSecret(request.RequestUri, slack.Value)));
    }

    private static bool IsProbe(PathString path) => path.StartsWithSegments("/healthz") || path.StartsWithSegments(Path);

    /// <summary>The address of an answer to Slack is as good as a token.</summary>
    private static bool IsSecret(Uri? address, SlackOptions slack) => address is not null && slack.IsResponseUrlHost(address.Host);
}
