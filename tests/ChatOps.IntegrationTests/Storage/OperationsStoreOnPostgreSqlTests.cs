using ChatOps.IntegrationTests.Rigs;
using ChatOps.Tests.Fakes;
using ChatOps.Tests.Storage;
using Xunit;

namespace ChatOps.IntegrationTests.Storage;

/// <summary>What the stores promise on SQLite they promise on PostgreSQL.</summary>
public sealed class OperationsStoreOnPostgreSqlTests(SharedPostgres postgres)
    : OperationsStoreContract, IClassFixture<SharedPostgres>
{
    /// <summary>Rows come as they lie on the disk, the changed ones last: what the planner may choose to do at any time.</summary>
    private const string WithoutIndexes = "Options=-c enable_indexscan=off -c enable_bitmapscan=off";

    private protected override async Task<TestDatabase> CreateAsync(TimeProvider time, CancellationToken cancellationToken) =>
        await TestDatabase.OnPostgreSqlAsync(
            $"{await postgres.Server.CreateDatabaseAsync(cancellationToken)};{WithoutIndexes}", time, cancellationToken);
}

/// <summary>One server for all tests of a class; each has a database of its own.</summary>
public sealed class SharedPostgres : IAsyncLifetime
{
    internal PostgresServer Server { get; private set; } = null!; // xunit awaits InitializeAsync first

    public async ValueTask InitializeAsync() =>
        Server = await PostgresServer.StartNewAsync(TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
