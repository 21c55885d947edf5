using ChatOps.Tests.Fakes;
using ChatOps.Tests.Storage;
using Xunit;

namespace ChatOps.IntegrationTests.Storage;

/// <summary>What is found on SQLite is found on PostgreSQL.</summary>
public sealed class AuditSearchOnPostgreSqlTests(SharedPostgres postgres) : AuditSearchContract, IClassFixture<SharedPostgres>
{
    private protected override async Task<TestDatabase> CreateAsync(TimeProvider time, CancellationToken cancellationToken) =>
        await TestDatabase.OnPostgreSqlAsync(await postgres.Server.CreateDatabaseAsync(cancellationToken), time, cancellationToken);
}
