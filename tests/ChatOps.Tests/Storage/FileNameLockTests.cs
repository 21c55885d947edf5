using ChatOps.Adapters.Storage;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Storage;

public sealed class FileNameLockTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("chatops-test-");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string Database => Path.Combine(_folder.FullName, "chatops.db");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task One_at_a_time_has_a_database_file_and_the_next_has_it_once_that_one_is_gone()
    {
        var first = new FileNameLock(Database);
        await using var second = new FileNameLock(Database);
        (await first.TryTakeAsync(Stop)).ShouldBeTrue();
        (await first.IsHeldAsync(Stop)).ShouldBeTrue();

        (await second.TryTakeAsync(Stop)).ShouldBeFalse();
        second.Objection.ShouldContain("ConnectionStrings:ChatOps");

        await first.DisposeAsync();
        (await second.TryTakeAsync(Stop)).ShouldBeTrue();
    }
}
