using System.Collections.Concurrent;
using ChatOps.Adapters.Houston;
using ChatOps.Adapters.Houston.GraphQL;
using ChatOps.Houston;
using ChatOps.Simulator.Houston;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace ChatOps.Tests.Houston;

/// <summary>The bot's client, as the host puts it together, before a simulated Houston.</summary>
internal sealed class HoustonRig : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private HoustonRig(SimulatedHouston server, ServiceProvider services, Wire wire, LogLines log) =>
        (Server, _services, Wire, Log) = (server, services, wire, log);

    public SimulatedHouston Server { get; }

    public Wire Wire { get; }

    public LogLines Log { get; }

    public IHouston Client => _services.GetRequiredService<IHouston>();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <param name="told">Houston:Dialect.</param>
    /// <param name="timeout">Houston:Timeout; unless a test is about it, long enough for a busy machine.</param>
    /// <param name="token">A function of the server for those that it has to issue; null for the service account's key.</param>
    public static async Task<HoustonRig> StartAsync(
        SimulatedDialect dialect = SimulatedDialect.Groups,
        Func<SimulatedHouston, string>? token = null,
        string path = "/v1",
        string told = "Auto",
        string timeout = "00:00:30")
    {
        var server = await ServeAsync(dialect);
        var wire = new Wire();
        var log = new LogLines();
        var services = new ServiceCollection().AddLogging(logging => logging.AddProvider(log).SetMinimumLevel(LogLevel.Trace));
        services.AddHouston(new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Houston:Endpoint"] = new Uri(server.Url, path).ToString(),
                ["Houston:Token"] = token?.Invoke(server) ?? SimulatedHouston.ServiceAccountKey,
                ["Houston:Dialect"] = told,
                ["Houston:Timeout"] = timeout,
            })
            .Build());
        services.AddHttpClient<GraphQLHttpClient>().AddHttpMessageHandler(() => wire);
        return new(server, services.BuildServiceProvider(), wire, log);
    }

    public static Task<SimulatedHouston> ServeAsync(SimulatedDialect dialect) => SimulatedHouston.StartAsync(
        new() { HoustonUrl = new("http://127.0.0.1:0/v1"), HoustonDialect = dialect },
        TimeProvider.System,
        NullLoggerFactory.Instance,
        Stop);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Server.DisposeAsync();
    }
}

/// <summary>Between client and server, nearest to the wire: notes each try, and can do things to it.</summary>
internal sealed class Wire : DelegatingHandler
{
    private readonly ConcurrentQueue<string> _sent = new();

    /// <summary>The bodies of all tries, in order.</summary>
    public IReadOnlyList<string> Sent => [.. _sent];

    /// <summary>How often something was tried.</summary>
    public int Tries(string operation) => _sent.Count(body => body.Contains($"\"operationName\":\"{operation}\"", StringComparison.Ordinal));

    /// <summary>What becomes of a try; given the body, and what sends it on.</summary>
    public Func<string, Func<Task<HttpResponseMessage>>, CancellationToken, Task<HttpResponseMessage>> Fate { get; set; } =
        (_, sendAsync, _) => sendAsync();

    /// <summary>Another server in the place of the one that was there.</summary>
    public Uri? LeadsTo { get; set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = await request.Content!.ReadAsStringAsync(cancellationToken); // GraphQL is posted
        _sent.Enqueue(body);
        request.RequestUri = LeadsTo ?? request.RequestUri;
        return await Fate(body, () => base.SendAsync(request, cancellationToken), cancellationToken);
    }
}

/// <summary>Everything that was logged.</summary>
internal sealed class LogLines : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> _lines = new();

    public string All => string.Join('\n', _lines);

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _lines.Enqueue($"{logLevel}: {formatter(state, exception)} {exception}");

    public void Dispose()
    {
    }
}
