using ChatOps.Adapters.Slack;
using ChatOps.Chat;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
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
    };

    private readonly WebApplication _app;

    private SlackHost(Action<SlackHost, WebApplicationBuilder> configure)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        configure(this, builder);
        _app = builder.Build();
    }

    public FakeDesk Desk { get; } = new();

    public FakeTimeProvider Time { get; } = new(DateTimeOffset.UnixEpoch.AddSeconds(1767225600));

    public RecordedLog Log { get; } = new();

    public HttpClient Client => _app.GetTestClient();

    public IServiceProvider Services => _app.Services;

    public static async Task<SlackHost> StartAsync(
        Dictionary<string, string?>? settings = null, Action<IServiceCollection>? configure = null)
    {
        var host = new SlackHost((self, builder) => self.Configure(builder, settings ?? Working, configure));
        host._app.UseRouting();
        host._app.MapSlack();
        await host._app.StartAsync();
        return host;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private void Configure(
        WebApplicationBuilder builder, Dictionary<string, string?> settings, Action<IServiceCollection>? configure)
    {
        builder.WebHost.UseTestServer();
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Log);
        builder.Services
            .AddRouting()
            .AddSingleton<TimeProvider>(Time)
            .AddSingleton<ICommandDesk>(Desk)
            .AddSlack(builder.Configuration);
        configure?.Invoke(builder.Services);
    }
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
    private readonly System.Collections.Concurrent.ConcurrentQueue<string> _lines = new();

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
