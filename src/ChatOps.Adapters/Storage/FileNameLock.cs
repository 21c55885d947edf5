namespace ChatOps.Adapters.Storage;

/// <summary>A database file that is one host's, by a file beside it that is kept open: the system closes it when the process ends.</summary>
/// <param name="database">The path of the database.</param>
internal sealed class FileNameLock(string database) : INameLock
{
    private FileStream? _file;

    public string Objection =>
        $"ConnectionStrings:ChatOps: another ChatOps is at work on {database} already. Stop that one, or give this one a file of its own.";

    public Task<bool> TryTakeAsync(CancellationToken cancellationToken)
    {
        if (Path.GetDirectoryName(database) is { Length: > 0 } folder)
        {
            Directory.CreateDirectory(folder);
        }

        try
        {
            _file ??= new FileStream($"{database}.lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return Task.FromResult(true);
        }
        catch (IOException taken) when (taken is not (FileNotFoundException or DirectoryNotFoundException or PathTooLongException))
        {
            return Task.FromResult(false);
        }
    }

    public Task<bool> IsHeldAsync(CancellationToken cancellationToken) => Task.FromResult(_file is not null);

    public ValueTask DisposeAsync() => _file?.DisposeAsync() ?? ValueTask.CompletedTask;
}
