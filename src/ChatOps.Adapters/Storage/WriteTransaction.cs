using Microsoft.EntityFrameworkCore.Storage;

namespace ChatOps.Adapters.Storage;

/// <summary>A transaction that writes. Rolled back unless it is committed; whoever waits for its turn has it then.</summary>
/// <param name="turn">What is held until the end, where writers take turns.</param>
internal sealed class WriteTransaction(IDbContextTransaction transaction, SemaphoreSlim? turn = null) : IAsyncDisposable
{
    public Task CommitAsync(CancellationToken cancellationToken) => transaction.CommitAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        try
        {
            await transaction.DisposeAsync();
        }
        finally
        {
            turn?.Release();
        }
    }
}
