using System.Diagnostics.Metrics;
using ChatOps.Access;
using ChatOps.Chat;
using ChatOps.Diagnosing;
using ChatOps.Host.WebConsole;
using ChatOps.Houston;
using ChatOps.Inventory;
using ChatOps.Operations;
using ChatOps.Operations.Grafana.Passwords;
using ChatOps.Operations.Limiting;
using ChatOps.Operations.Recovering;
using ChatOps.Operations.Rescheduling;
using ChatOps.Operations.Restarting;
using ChatOps.Operations.Scaling;
using ChatOps.Operations.Volumes;
using ChatOps.Queries.Status;
using ChatOps.Revealing;
using ChatOps.Tests.Diagnosing;
using ChatOps.Tests.Fakes;
using ChatOps.Tests.Slack;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ChatOps.Tests.Desk;

/// <summary>The desk with all that is behind it, over the runbook's platform; only cluster, jobs and clock are fakes.</summary>
internal sealed class DeskRig(Dictionary<string, string?> settings) : IAsyncLifetime
{
    private TestDatabase? _database;
    private ServiceProvider? _services;
    private MeasuredValues? _measured;

    private IConfigurationRoot Settings { get; } = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();

    public FakeTimeProvider Time { get; } = new(FakeInventory.Now);

    public FakeInventory Inventory { get; } = RunbookVolumes.Create();

    public FakePods Pods { get; } = new();

    public FakeStorageEffects Effects { get; } = new();

    public FakeQuotas Quotas { get; } = new();

    public FakeDiagnostician Diagnostician { get; } = new();

    public FakeSight Sight { get; } = new();

    public FakeHouston Houston { get; } = new();

    public FakeGrafana Grafana { get; } = new();

    public FakeWhisper Whisper { get; } = new();

    public ConsoleWhisper ConsoleWhisper { get; } = new();

    public FakePodTemplates Templates { get; } = new();

    /// <summary>What Slack tells of its people.</summary>
    public FakeDirectory Directory { get; } = new();

    public FakeJobs Jobs { get; } = new();

    public RecordedLog Log { get; } = new();

    public TestDatabase Database => _database ?? throw new InvalidOperationException("Not started.");

    /// <summary>What desk and stores have measured.</summary>
    public MeasuredValues Measured => _measured ?? throw new InvalidOperationException("Not started.");

    public IServiceProvider Services => _services ?? throw new InvalidOperationException("Not started.");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync(Time, Stop);
        var configuration = Settings;
        _services = new ServiceCollection()
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Log))
            .AddMetrics()
            .AddSingleton<TimeProvider>(Time)
            .AddSingleton<IInventory>(Inventory)
            .AddSingleton<IPods>(Pods)
            .AddSingleton<IWorkloads>(Effects)
            .AddSingleton<IClaims>(Effects)
            .AddSingleton<IVolumes>(Effects)
            .AddSingleton<ISnapshots>(Effects)
            .AddSingleton<IQuotas>(Quotas)
            .AddSingleton<IPodTemplates>(Templates)
            .AddSingleton<IDiagnostician>(Diagnostician)
            .AddSingleton<IPodPages>(Diagnostician)
            .AddSingleton<IAutoscaler>(Sight)
            .AddSingleton<IHouston>(Houston)
            .AddSingleton<IContainerCommands>(Grafana)
            .AddSingleton<IGrafanaServer>(Grafana)
            .AddSingleton<ISecrets>(Grafana)
            .AddSingleton<IPasswordMaker, KnownPasswords>()
            .AddSingleton<IWhisper>(Whisper)
            .AddSingleton<IWhisper>(ConsoleWhisper)
            .AddSingleton<IEmails>(Directory)
            .AddSingleton<IOperationJobs>(Jobs)
            .AddSingleton(_database.Operations)
            .AddSingleton(_database.Past)
            .AddSingleton(_database.Outbox)
            .AddSingleton(_database.Audit)
            .AddSingleton(_database.Search)
            .AddSingleton(_database.Following)
            .AddChatOps(configuration)
            .AddRestarting(configuration)
            .AddScaling(configuration)
            .AddRescheduling(configuration)
            .AddLimiting()
            .AddVolumes(configuration)
            .AddRecovering(configuration)
            .AddHoustonCommands()
            .AddGrafanaPasswords(configuration)
            .AddStatus()
            .BuildServiceProvider();
        _measured = new MeasuredValues(_database.Meters, _services.GetRequiredService<IMeterFactory>());
    }

    /// <summary>Changes a setting while the bot runs, as saving the settings file does.</summary>
    public void Change(string setting, string value)
    {
        Settings[setting] = value;
        Settings.Reload();
    }

    /// <summary>Says something and returns what only they see.</summary>
    public async Task<string> SayAsync(Actor actor, string text, string? id = null, string channel = "C1") =>
        (await MessageAsync(actor, text, id, channel)).ToPlainText();

    public Task<Message> MessageAsync(Actor actor, string text, string? id = null, string channel = "C1") =>
        Services.GetRequiredService<ICommandDesk>().HandleAsync(
            new Request(id ?? Guid.NewGuid().ToString(), text, actor, new Conversation("slack", channel)), Stop);

    /// <summary>What the operation's own message says now.</summary>
    public async Task<string> LivingMessageAsync(int operationId) =>
        Services.GetRequiredService<OperationMessages>()
            .Render((await Database.Operations.FindAsync(operationId, Stop))!) // asked for by the test before
            .ToPlainText();

    public async ValueTask DisposeAsync()
    {
        _measured?.Dispose();
        if (_services is not null)
        {
            await _services.DisposeAsync();
        }

        if (_database is not null)
        {
            await _database.DisposeAsync();
        }
    }
}
