using ChatOps.Tests.Fakes;

namespace ChatOps.Tests.Storage;

public sealed class ConversationReferencesTests : ConversationReferencesContract
{
    private protected override Task<TestDatabase> CreateAsync(TimeProvider time, CancellationToken cancellationToken) =>
        TestDatabase.CreateAsync(time, cancellationToken);
}
