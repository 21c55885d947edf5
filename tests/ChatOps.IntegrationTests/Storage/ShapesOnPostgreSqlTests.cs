using ChatOps.Tests.Fakes;
using ChatOps.Tests.Storage;
using Xunit;

namespace ChatOps.IntegrationTests.Storage;

public sealed class ShapesOnPostgreSqlTests(SharedPostgres postgres) : ShapesContract, IClassFixture<SharedPostgres>
{
    private protected override async Task<TestDatabase> CreateAsync(TimeProvider time, CancellationToken cancellationToken) =>
        await TestDatabase.OnPostgreSqlAsync(await postgres.Server.CreateDatabaseAsync(cancellationToken), time, cancellationToken);
}
