namespace ChatOps.Adapters.Storage;

/// <summary>What one process at a time can have: a host's name, or a database that is one host's. It goes with the process, however that ends.</summary>
internal interface INameLock : IAsyncDisposable
{
    /// <summary>What to say, in one line, when another has it: the setting, and the way out.</summary>
    string Objection { get; }

    /// <returns>False while another process has it.</returns>
    /// <exception cref="System.Data.Common.DbException">The database is away; so may other exceptions tell.</exception>
    Task<bool> TryTakeAsync(CancellationToken cancellationToken);

    /// <summary>Looks whether it is still held; throws when that can't be told.</summary>
    Task<bool> IsHeldAsync(CancellationToken cancellationToken);
}
