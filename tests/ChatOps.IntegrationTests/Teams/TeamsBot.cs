using ChatOps.Access;
using ChatOps.Adapters.Storage;
using ChatOps.Adapters.Teams;
using ChatOps.Adapters.Teams.Identity;
using ChatOps.Adapters.Teams.Outgoing;
using ChatOps.Chat;
using ChatOps.Commands;
using ChatOps.IntegrationTests.Rigs;
using ChatOps.IntegrationTests.Slack;
using ChatOps.Operations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace ChatOps.IntegrationTests.Teams;

/// <summary>The Teams adapter with the bot's own storage, against the fake Teams, with a desk that repeats what it hears.</summary>
internal sealed class TeamsBot : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly TemporaryFolder _folder;

    private TeamsBot(WebApplication app, TemporaryFolder folder) => (_app, _folder) = (app, folder);

    public HttpClient Client => _app.GetTestClient();

    public EchoDesk Desk => (EchoDesk)_app.Services.GetRequiredService<ICommandDesk>();

    public FakeTokens Tokens => (FakeTokens)_app.Services.GetRequiredService<IBotTokens>();

    public TeamsChatPlatform Platform => _app.Services.GetRequiredService<TeamsChatPlatform>();

    public IServiceProvider Services => _app.Services;

    public TestServer Server => _app.GetTestServer();

    public static Task<TeamsBot> StartAsync(FakeTeams teams, params (string Name, string Value)[] settings) =>
        StartAsync(teams, _ => { }, settings);

    /// <param name="configure">Puts something else in the place of a service.</param>
    public static async Task<TeamsBot> StartAsync(
        FakeTeams teams, Action<IServiceCollection> configure, params (string Name, string Value)[] settings)
    {
        var folder = new TemporaryFolder();
        var environment = settings.FirstOrDefault(setting => setting.Name == HostDefaults.EnvironmentKey).Value;
        var builder = WebApplication.CreateEmptyBuilder(new() { EnvironmentName = environment });
        builder.WebHost.UseTestServer();
        builder.Configuration
            .AddInMemoryCollection(TeamsUser.SettingsFor(teams).Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value)))
            .AddInMemoryCollection([new("ConnectionStrings:ChatOps", $"Data Source={folder.File("test.db")};Pooling=False")])
            .AddInMemoryCollection(settings.Select(pair => KeyValuePair.Create(pair.Name, (string?)pair.Value)));
        builder.Services
            .AddRouting()
            .AddLogging()
            .AddStorage(builder.Configuration)
            .AddSingleton<ICommandDesk, EchoDesk>()
            .AddSingleton<IKnownNames, NoNames>()
            .AddSingleton<ValueRules>()
            .AddSingleton(new CommandRegistration(commands => commands.Add(
                "echo", "Repeats.", (string word, [Option("TEXT")] string? reason) => new Echo(word, reason))))
            .AddSingleton<CommandCatalog>()
            .AddAccess(builder.Configuration)
            .AddSingleton<IDeciders, NoDeciders>()
            .AddSingleton<Capabilities>()
            .AddSingleton<OperationMessages>()
            .AddSingleton<IBotTokens, FakeTokens>()
            .AddTeams(builder.Configuration);
        configure(builder.Services);
        var app = builder.Build();
        app.UseRouting();
        app.MapTeams();
        await app.StartAsync();
        return new(app, folder);
    }

    public async Task<HealthReportEntry> HealthAsync(CancellationToken cancellationToken) =>
        (await _app.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(cancellationToken)).Entries["teams"];

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        _folder.Dispose();
    }

    private sealed record Echo(string Word, string? Reason) : ICommand;

    private sealed class NoDeciders : IDeciders
    {
        public IReadOnlyList<Person> Of(Operation operation) => [];
    }

    private sealed class NoNames : IKnownNames
    {
        public IEnumerable<string> Components => [];

        public IEnumerable<string> Deployments => [];
    }
}

/// <summary>Entra, which gives the bot a new token whenever the old one is no good.</summary>
internal sealed class FakeTokens : IBotTokens
{
    private int _number = 1;

    /// <summary>Why it gives none; null while it does.</summary>
    public Exception? Trouble { get; set; }

    public Task<string?> GetAsync(string? refused, CancellationToken cancellationToken) =>
        Trouble is { } trouble ? throw trouble : Task.FromResult<string?>($"token-{(refused is null ? _number : ++_number)}");
}
