using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOps.Adapters.Cluster.Api;
using ChatOps.Adapters.Cluster.Manifests;
using ChatOps.Inventory;
using ChatOps.Operations.Grafana.Passwords;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ChatOps.Adapters.Cluster;

/// <summary>
/// Grafana through the proxy of its service. A log-in is posted as a form: the API server keeps the Authorization header for
/// itself, and looks into no body that it passes on.
/// </summary>
internal sealed partial class ClusterGrafana(
    Effects effects, ApiServer server, IOptions<PlatformOptions> platform, ILogger<ClusterGrafana> logger) : IGrafanaServer
{
    private const string Labels = "component=grafana";
    private const int MostCharacters = 8 * 1024;

    /// <summary>Why a log-in could not be judged last time; null when it could. The same again is no news.</summary>
    private string? _trouble;

    private string Namespace => platform.Value.PlatformNamespace;

    public async Task<string?> VersionAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await effects.ReadAsync(
                $"reach Grafana in {Namespace} through its service",
                async (api, stop) => await ServiceAsync(api, stop) is { } service
                    ? Version(await api.PassOnAsync(PathOf(service, "/api/health"), MostCharacters, stop))
                    : null,
                cancellationToken);
        }
        catch (ClusterUnavailableException)
        {
            return null; // what needs it can do without
        }
    }

    public async Task<LogIn> LogInAsync(string user, string password, CancellationToken cancellationToken)
    {
        try
        {
            if (await ServiceAsync(server, cancellationToken) is not { } service)
            {
                return Unknown("there is no service with the label " + Labels);
            }

            // Not by way of effects: each try counts in Grafana.
            var answer = await server.PassOnAsync(
                PathOf(service, "/login"),
                MostCharacters,
                cancellationToken,
                new JsonObject { ["user"] = user, ["password"] = password });
            return Judge(answer);
        }
        catch (Exception away) when (Outage.Is(away))
        {
            return Unknown(Outage.InWords(away, "reach Grafana through its service"));
        }
    }

    private LogIn Judge(PassedAnswer answer) => answer switch
    {
        // A log-in page of whoever stands before Grafana is a 200 too.
        { Code: HttpStatusCode.OK } when answer.Text.Contains("\"Logged in\"", StringComparison.Ordinal) => Known(LogIn.Accepted),
        { Code: HttpStatusCode.Unauthorized, Refusal: null }
            when answer.Text.Contains("invalid username or password", StringComparison.OrdinalIgnoreCase) => Known(LogIn.Refused),
        _ => Unknown($"it answers {(int)answer.Code}"),
    };

    private LogIn Known(LogIn answer)
    {
        _trouble = null;
        return answer;
    }

    private LogIn Unknown(string reason)
    {
        if (Interlocked.Exchange(ref _trouble, reason) != reason)
        {
            LogUnknown(reason);
        }

        return LogIn.Unknown;
    }

    private async Task<ServiceManifest?> ServiceAsync(ApiServer api, CancellationToken cancellationToken)
    {
        var services = await api.ListPageAsync(
            ObjectPath.Services(Namespace, Labels), continueToken: null, ManifestJson.Default.ListManifestServiceManifest, cancellationToken);
        return services.Items?.FirstOrDefault(service => service.Spec?.Ports is { Length: > 0 });
    }

    private string PathOf(ServiceManifest service, string path) =>
        ObjectPath.ServicePage(Namespace, service.Metadata.Name, service.Spec!.Ports![0].Port, path); // has one, or it was not chosen

    private static string? Version(PassedAnswer answer)
    {
        try
        {
            return answer.Code is HttpStatusCode.OK
                ? JsonSerializer.Deserialize(answer.Text, ManifestJson.Default.GrafanaHealth)?.Version
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    [LoggerMessage(LogLevel.Warning, "Whether Grafana takes a password can't be seen: {Reason}")]
    private partial void LogUnknown(string reason);
}
