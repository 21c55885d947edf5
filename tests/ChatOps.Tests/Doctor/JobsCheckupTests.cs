using ChatOps.Adapters.Storage;
using ChatOps.Doctor;
using ChatOps.Host.Doctor;
using ChatOps.Tests.WebConsole;
using Hangfire;
using Hangfire.Storage;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Doctor;

/// <summary>Who takes up the jobs, asked of a database that need not answer.</summary>
public sealed class JobsCheckupTests
{
    private readonly FakeTimeProvider _time = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_database_that_hangs_keeps_the_doctor_for_no_longer_than_its_patience()
    {
        using var hanging = new HangingJobs();
        var checkup = new JobsCheckup(hanging, Options.Create(new StorageOptions { Provider = StorageProvider.PostgreSql }), new Lifetime(), _time);

        var running = Task.Run(() => new Examination([checkup], _time).RunAsync(Stop), Stop);
        await hanging.Asked.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System, Stop);
        _time.Advance(Examination.Patience);

        (await running.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System, Stop)).ShouldBe(
        [
            Finding.Bad("job workers", "No answer within 15 seconds.", "Look at ConnectionStrings:ChatOps, and whether the server can be reached from here."),
        ]);
    }

    private sealed class HangingJobs : JobStorage, IDisposable
    {
        private readonly ManualResetEventSlim _end = new();
        private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Asked => _asked.Task;

        public override IMonitoringApi GetMonitoringApi()
        {
            _asked.TrySetResult();
            _end.Wait(TimeSpan.FromMinutes(1));
            throw new TimeoutException();
        }

        public override IStorageConnection GetConnection() => throw new NotSupportedException("Nobody asks for one.");

        public void Dispose() => _end.Set();
    }
}
