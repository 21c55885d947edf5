using ChatOps.Tests.Fakes;

namespace ChatOps.Tests.Storage;

public sealed class ShapesTests : ShapesContract
{
    private protected override Task<TestDatabase> CreateAsync(TimeProvider time, CancellationToken cancellationToken) =>
        TestDatabase.CreateAsync(time, cancellationToken);
}
