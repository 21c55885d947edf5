using ChatOps.Simulator.Api;
using ChatOps.Simulator.Houston.Data;
using ChatOps.Simulator.Houston.Graph;
using ChatOps.Simulator.Houston.Groups;
using ChatOps.Simulator.Houston.Http;
using ChatOps.Simulator.Houston.RoleBindings;
using Microsoft.Extensions.Logging;

namespace ChatOps.Simulator.Houston;

/// <summary>
/// A running simulated Houston. Its manners are those of the recordings in tests/recordings/houston, which are replayed
/// against it.
/// </summary>
public sealed class SimulatedHouston : IAsyncDisposable
{
    /// <summary>The key of its SYSTEM service account: known to everybody, and good for nothing else.</summary>
    public const string ServiceAccountKey = "51a11a7ed05e1f00d51a11a7ed05e1f0";

    private readonly ApiServer _server;
    private readonly HoustonHttp _http;

    private SimulatedHouston(ApiServer server, HoustonHttp http, HoustonData data) =>
        (_server, _http, Data) = (server, http, data);

    /// <summary>Where the API listens, its path included.</summary>
    public Uri Url => new(_server.Url, "/v1");

    /// <summary>As the real one when its PostgreSQL does not answer.</summary>
    public bool IsDatabaseAway
    {
        get => Data.IsAway;
        set => Data.IsAway = value;
    }

    internal HoustonData Data { get; }

    /// <summary>Starts a Houston with the people of the recordings and the deployments of the built-in cluster.</summary>
    /// <exception cref="IOException">The address is taken.</exception>
    public static Task<SimulatedHouston> StartAsync(
        SimulatedHoustonOptions options, TimeProvider time, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        var data = new HoustonData(time);
        HoustonScenario.Fill(data, options.HoustonDialect);
        return StartAsync(options, data, loggers, cancellationToken);
    }

    internal static async Task<SimulatedHouston> StartAsync(
        SimulatedHoustonOptions options, HoustonData data, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        IHoustonDialect dialect = options.HoustonDialect is SimulatedDialect.Groups
            ? new GroupsDialect(data)
            : new RoleBindingsDialect(data);
        var http = new HoustonHttp(new HoustonGraph(dialect, data), data, loggers.CreateLogger<HoustonHttp>());
        return new(await ApiServer.StartAsync(options.HoustonUrl, certificate: null, http.AnswerAsync, loggers, cancellationToken), http, data);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _http.Dispose();
    }
}
