using System.Collections.Concurrent;
using ChatOps.Access;
using ChatOps.Adapters.Slack;
using ChatOps.Audit;
using ChatOps.Chat;
using ChatOps.Commands;
using ChatOps.IntegrationTests.Rigs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ChatOps.IntegrationTests.Slack;

/// <summary>The Slack adapter alone, against the fake Slack, with a desk that repeats what it hears.</summary>
internal sealed class SlackBot : IAsyncDisposable
{
    private readonly WebApplication _app;

    private SlackBot(WebApplication app) => _app = app;

    public HttpClient Client => _app.GetTestClient();

    public EchoDesk Desk => (EchoDesk)_app.Services.GetRequiredService<ICommandDesk>();

    public IChatPlatform Platform => _app.Services.GetRequiredService<IChatPlatform>();

    public IGroups Groups => _app.Services.GetRequiredService<IGroups>();

    public static async Task<SlackBot> StartAsync(FakeSlack slack, params (string Name, string Value)[] settings)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseTestServer();
        builder.Configuration
            .AddInMemoryCollection(SlackUser.SettingsFor(slack).Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value)))
            .AddInMemoryCollection(settings.Select(pair => KeyValuePair.Create(pair.Name, (string?)pair.Value)));
        builder.Services
            .AddRouting()
            .AddLogging()
            .AddSingleton<ICommandDesk, EchoDesk>()
            .AddSingleton<IAuditTrail, NoTrail>()
            .AddSingleton<IKnownNames, NoNames>()
            .AddSingleton<ValueRules>()
            .AddSingleton(new CommandRegistration(commands => commands.Add("echo", "Repeats.", (string word, [Option("TEXT")] string? reason) => new Echo(word, reason))))
            .AddSingleton<CommandCatalog>()
            .AddSlack(builder.Configuration);
        var app = builder.Build();
        app.UseRouting();
        app.MapSlack();
        await app.StartAsync();
        return new(app);
    }

    public async Task<HealthReportEntry> HealthAsync(CancellationToken cancellationToken) =>
        (await _app.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(cancellationToken)).Entries["slack"];

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private sealed record Echo(string Word, string? Reason) : ICommand;

    private sealed class NoNames : IKnownNames
    {
        public IEnumerable<string> Components => [];

        public IEnumerable<string> Deployments => [];
    }

    private sealed class NoTrail : IAuditTrail
    {
        public Task AppendAsync(AuditNote note, CancellationToken cancellationToken) => Task.CompletedTask;

        public Task<IReadOnlyList<AuditEntry>> LatestAsync(int limit, CancellationToken cancellationToken) =>
            throw new NotSupportedException("Slack only writes.");

        public IAsyncEnumerable<AuditEntry> ReadAsync(CancellationToken cancellationToken) =>
            throw new NotSupportedException("Slack only writes.");
    }
}

internal sealed class EchoDesk : ICommandDesk
{
    public ConcurrentQueue<Request> Requests { get; } = new();

    /// <summary>What it says to a request.</summary>
    public Func<Request, Message> Answer { get; set; } = request => Message.Titled($"Heard {request.Text}", Tone.Good);

    public Task<Message> HandleAsync(Request request, CancellationToken cancellationToken)
    {
        Requests.Enqueue(request);
        return Task.FromResult(Answer(request));
    }
}
