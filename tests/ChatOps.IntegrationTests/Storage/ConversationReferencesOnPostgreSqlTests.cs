using ChatOps.Tests.Fakes;
using ChatOps.Tests.Storage;
using Xunit;

namespace ChatOps.IntegrationTests.Storage;

/// <summary>What conversation references promise on SQLite they promise on PostgreSQL.</summary>
public sealed class ConversationReferencesOnPostgreSqlTests(SharedPostgres postgres)
    : ConversationReferencesContract, IClassFixture<SharedPostgres>
{
    private protected override async Task<TestDatabase> CreateAsync(TimeProvider time, CancellationToken cancellationToken) =>
        await TestDatabase.OnPostgreSqlAsync(await postgres.Server.CreateDatabaseAsync(cancellationToken), time, cancellationToken);
}
