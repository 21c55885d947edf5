using System.Diagnostics.Metrics;
using ChatOps.Access.SignedIn;
using ChatOps.Adapters.Storage;
using ChatOps.Audit;
using ChatOps.Audit.Following;
using ChatOps.Audit.Searching;
using ChatOps.Chat.References;
using ChatOps.Incidents;
using ChatOps.Operations;
using ChatOps.Operations.Outbox;
using ChatOps.Rehearsing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ChatOps.Tests.Fakes;

/// <summary>A real database of its own, with the real stores on it as one host has them.</summary>
internal sealed class TestDatabase : IAsyncDisposable
{
    /// <summary>Whose database it is, unless <see cref="AsHost"/> says otherwise.</summary>
    public const string Host = "a";

    private readonly IReadOnlyDictionary<string, string?> _settings;
    private readonly TimeProvider _time;
    private readonly DirectoryInfo? _folder;
    private readonly ServiceProvider _services;
    private readonly WarningLog _warnings = new();

    private TestDatabase(
        IReadOnlyDictionary<string, string?> settings, TimeProvider time, DirectoryInfo? folder = null, string host = Host)
    {
        (_settings, _time, _folder) = (settings, time, folder);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        _services = new ServiceCollection()
            .AddLogging(logging => logging.AddProvider(_warnings))
            .AddSingleton(time)
            .AddStorage(configuration)
            .Configure<OperationOptions>(options => options.Worker = host)
            .Configure<IncidentOptions>(configuration.GetSection("Incident"))
            .BuildServiceProvider();
    }

    private string ConnectionString => _settings["ConnectionStrings:ChatOps"]!; // each of the two below sets it

    private bool IsPostgreSql => _settings.ContainsKey("Storage:Provider");

    /// <summary>Where its file is; only of a database of its own.</summary>
    public DirectoryInfo Folder => _folder ?? throw new InvalidOperationException("Its folder is another's.");

    public IOperations Operations => _services.GetRequiredService<IOperations>();

    public IPastOperations Past => _services.GetRequiredService<IPastOperations>();

    public ISignedInPeople SignedIn => _services.GetRequiredService<ISignedInPeople>();

    public IMeterFactory Meters => _services.GetRequiredService<IMeterFactory>();

    public IOutbox Outbox => _services.GetRequiredService<IOutbox>();

    public IAuditTrail Audit => _services.GetRequiredService<IAuditTrail>();

    public IRehearsal Rehearsal => _services.GetRequiredService<IRehearsal>();
    public IFollowing Following => _services.GetRequiredService<IFollowing>();

    public IConversationReferences References => _services.GetRequiredService<IConversationReferences>();

    public IAuditSearch Search => _services.GetRequiredService<IAuditSearch>();

    /// <summary>What was logged that somebody would have to look into.</summary>
    public IReadOnlyCollection<string> Warnings => _warnings.Lines;

    public HostPresence Presence => _services.GetServices<IHostedService>().OfType<HostPresence>().Single();

    /// <summary>A new SQLite file, in a folder that goes with it.</summary>
    public static Task<TestDatabase> CreateAsync(
        TimeProvider time, CancellationToken cancellationToken, string incidentChannel = "")
    {
        var folder = Directory.CreateTempSubdirectory("chatops-test-");
        var file = $"Data Source={Path.Combine(folder.FullName, "test.db")};Pooling=False";
        var settings = new Dictionary<string, string?> { ["ConnectionStrings:ChatOps"] = file, ["Incident:Channel"] = incidentChannel };
        return MigratedAsync(new TestDatabase(settings, time, folder), cancellationToken);
    }

    /// <summary>An empty PostgreSQL database that is there already.</summary>
    public static Task<TestDatabase> OnPostgreSqlAsync(
        string connectionString, TimeProvider time, CancellationToken cancellationToken)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Storage:Provider"] = "PostgreSql",
            ["ConnectionStrings:ChatOps"] = connectionString,
        };
        return MigratedAsync(new TestDatabase(settings, time), cancellationToken);
    }

    /// <summary>The same database as another host has it.</summary>
    public TestDatabase AsHost(string name) => new(_settings, _time, host: name);

    public Task<ChatOpsDbContext> OpenAsync(CancellationToken cancellationToken) =>
        _services.GetRequiredService<IDbContextFactory<ChatOpsDbContext>>().CreateDbContextAsync(cancellationToken);

    /// <summary>As the next version opens it.</summary>
    public ChatOpsDbContext OpenNextVersion() => LaterVersion.OpenNext(ConnectionString, IsPostgreSql, _services);

    /// <summary>As the version after the next opens it.</summary>
    public ChatOpsDbContext OpenSecondVersion() => LaterVersion.OpenSecond(ConnectionString, IsPostgreSql, _services);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _folder?.Delete(recursive: true);
    }

    private static async Task<TestDatabase> MigratedAsync(TestDatabase database, CancellationToken cancellationToken)
    {
        await using var context = await database.OpenAsync(cancellationToken);
        await context.MigrateAsync(cancellationToken);
        return database;
    }
}
