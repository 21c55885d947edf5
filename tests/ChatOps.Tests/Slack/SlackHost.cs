using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using ChatOps.Adapters.Slack;
using ChatOps.Adapters.Slack.Identity;
using ChatOps.Audit;
using ChatOps.Chat;
using ChatOps.Commands;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace ChatOps.Tests.Slack;

/// <summary>The Slack adapter in a web application of its own, with a fake desk behind it.</summary>
internal sealed class SlackHost : IAsyncDisposable
{
    private static readonly Dictionary<string, string?> Working = new()
    {
        ["Slack:SigningSecret"] = SlackRequests.Secret,
        ["Slack:BotToken"] = "xoxb-fake-bot",
        ["Slack:TeamId"] = "T0001",
    };

    /// <summary>Working settings and these.</summary>
    public static Dictionary<string, string?> WorkingWith(string name, string value) => new(Working) { [name] = value };

    private readonly WebApplication _app;

    private SlackHost(Action<SlackHost, WebApplicationBuilder> configure)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        configure(this, builder);
        _app = builder.Build();
    }

    public FakeDesk Desk { get; } = new();

    public FakeTrail Trail { get; } = new();

    /// <summary>Where everything goes that is sent to Slack.</summary>
    public SlackWire Wire { get; } = new();

    public RefusalCount Refusals { get; } = new();

    public FakeTimeProvider Time { get; } = new(DateTimeOffset.UnixEpoch.AddSeconds(1767225600));

    public RecordedLog Log { get; } = new();

    public HttpClient Client => _app.GetTestClient();

    public IServiceProvider Services => _app.Services;

    public static async Task<SlackHost> StartAsync(
        Dictionary<string, string?>? settings = null, Action<IServiceCollection>? configure = null)
    {
        var host = new SlackHost((self, builder) => self.Configure(builder, settings ?? Working, configure));
        host.Refusals.Listen(host._app.Services.GetRequiredService<IMeterFactory>());
        host._app.UseRouting();
        host._app.MapSlack();
        await host._app.StartAsync();
        return host;
    }

    public async ValueTask DisposeAsync()
    {
        // Polly waits for calls that are under way by the clock of the tests, which stands: so they are ended first.
        await _app.StopAsync();
        await _app.DisposeAsync();
        Refusals.Dispose();
    }

    private static void RestartCommand(CommandCatalog commands) =>
        commands.Add("restart", "Restarts a component.", (string component) => new Restart(component));

    private void Configure(
        WebApplicationBuilder builder, Dictionary<string, string?> settings, Action<IServiceCollection>? configure)
    {
        builder.WebHost.UseTestServer();
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Log);
        builder.Services
            .AddRouting()
            .AddMetrics()
            .AddSingleton<TimeProvider>(Time)
            .AddSingleton<ICommandDesk>(Desk)
            .AddSingleton<IAuditTrail>(Trail)
            .AddSingleton<CommandCatalog>()
            .AddSingleton<ValueRules>()
            .AddSingleton<IKnownNames, NoNames>()
            .AddSingleton(new CommandRegistration(RestartCommand))
            .AddSlack(builder.Configuration)
            .ConfigureAll<HttpClientFactoryOptions>(options =>
                options.HttpMessageHandlerBuilderActions.Add(handler => handler.PrimaryHandler = Wire));

        // It would ask Slack something before a test does; its own tests start it themselves.
        foreach (var check in builder.Services.Where(service => service.ImplementationType == typeof(SlackIdentityCheck)).ToList())
        {
            builder.Services.Remove(check);
        }

        configure?.Invoke(builder.Services);
    }
}

file sealed record Restart(string Component) : ICommand;

file sealed class NoNames : IKnownNames
{
    public IEnumerable<string> Components => [];

    public IEnumerable<string> Deployments => [];
}

/// <summary>Keeps what was written.</summary>
internal sealed class FakeTrail : IAuditTrail
{
    public ConcurrentQueue<AuditNote> Notes { get; } = new();

    public bool IsAway { get; set; }

    public Task AppendAsync(AuditNote note, CancellationToken cancellationToken)
    {
        if (IsAway)
        {
            throw new InvalidOperationException("the database is away");
        }

        Notes.Enqueue(note);
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<AuditEntry>> LatestAsync(int limit, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Slack only writes.");

    public IAsyncEnumerable<AuditEntry> ReadAsync(CancellationToken cancellationToken) =>
        throw new NotSupportedException("Slack only writes.");
}

/// <summary>What the metric of refusals says; one for all hosts of the process, so it counts by the host's own meter.</summary>
internal sealed class RefusalCount : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentQueue<string> _reasons = new();

    public IReadOnlyList<string> Reasons => [.. _reasons];

    public void Listen(IMeterFactory meters)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == "chatops.slack.refused" && instrument.Meter.Scope == meters)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((_, _, tags, _) => _reasons.Enqueue($"{tags[0].Value}"));
        _listener.Start();
    }

    public void Dispose() => _listener.Dispose();
}

/// <summary>Keeps what it was asked, and answers as it is told.</summary>
internal sealed class FakeDesk : ICommandDesk
{
    public List<Request> Requests { get; } = [];

    public Func<Request, CancellationToken, Task<Message>> Answer { get; set; } =
        (request, _) => Task.FromResult(Message.Titled($"Heard {request.Text}", Tone.Good));

    public Task<Message> HandleAsync(Request request, CancellationToken cancellationToken)
    {
        Requests.Add(request);
        return Answer(request, cancellationToken);
    }
}

/// <summary>Everything that was logged, exceptions included, as text.</summary>
internal sealed class RecordedLog : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> _lines = new();

    public string Text => string.Join('\n', _lines);

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
    {
        _lines.Enqueue(state.ToString() ?? "");
        return null;
    }

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _lines.Enqueue($"{logLevel}: {formatter(state, exception)} {exception}");

    public void Dispose()
    {
    }
}
