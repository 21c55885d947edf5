using System.Collections.Concurrent;
using System.Threading.Channels;
using ChatOps.Approvals;
using ChatOps.Chat;
using ChatOps.Desk;
using ChatOps.Host.Jobs;
using ChatOps.Operations;
using ChatOps.Tests.Desk;
using ChatOps.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Hosting;

/// <summary>What the clock hands on, and to whom (docs/decisions/0025).</summary>
public sealed class OperationTimerTests : IAsyncLifetime
{
    private static readonly Actor Otto = new("slack", "UOTTO", "otto");
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    private readonly DeskRig _rig = new(new()
    {
        ["Access:Grants:0:Role"] = "Operator",
        ["Access:Grants:0:To"] = Otto.Key,
        ["Operations:Worker"] = TestDatabase.Host, // so that it sleeps at the host whose clock this is
    });
    private readonly Recorder _jobs = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _rig.InitializeAsync();

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Fact]
    public async Task What_slept_is_woken_here_and_what_has_not_begun_is_queued_for_all_hosts()
    {
        await _rig.SayAsync(Otto, "restart scheduler zodiac-cosmo-1172");
        await _rig.Services.GetRequiredService<OperationRunner>().RunAsync(1, Stop);
        (await _rig.Database.Operations.FindAsync(1, Stop)).ShouldNotBeNull().State.ShouldBe(OperationState.Waiting);
        await _rig.SayAsync(Otto, "restart webserver zodiac-cosmo-1172");
        _rig.Time.Advance(TimeSpan.FromMinutes(1));

        using var timer = new OperationTimer(
            _rig.Database.Operations,
            _rig.Services.GetRequiredService<GlassBreaker>(),
            _rig.Services.GetRequiredService<ApprovalClock>(),
            _jobs,
            _rig.Time,
            NullLogger<OperationTimer>.Instance);
        await timer.StartAsync(Stop);
        await _jobs.WokenAsync(operationId: 1).WaitAsync(Deadline, Stop);
        await _jobs.QueuedAsync(operationId: 2, times: 2).WaitAsync(Deadline, Stop); // at its start and at its first look

        await timer.StopAsync(Stop);
        _jobs.Woken.ShouldBe([1]);
        _jobs.Queued.Where(operationId => operationId is 1).ShouldHaveSingleItem("a process takes up all that is unfinished, once");
    }

    /// <summary>Tells when something is handed on.</summary>
    private sealed class Recorder : IOperationJobs
    {
        private readonly Channel<bool> _news = Channel.CreateUnbounded<bool>();

        public ConcurrentQueue<int> Queued { get; } = [];

        public ConcurrentQueue<int> Woken { get; } = [];

        public void Enqueue(int operationId)
        {
            Queued.Enqueue(operationId);
            _news.Writer.TryWrite(true);
        }

        public void Wake(int operationId)
        {
            Woken.Enqueue(operationId);
            _news.Writer.TryWrite(true);
        }

        public Task WokenAsync(int operationId) => UntilAsync(() => Woken.Contains(operationId));

        public Task QueuedAsync(int operationId, int times) => UntilAsync(() => Queued.Count(queued => queued == operationId) == times);

        private async Task UntilAsync(Func<bool> isSo)
        {
            while (!isSo())
            {
                await _news.Reader.ReadAsync(Stop);
            }
        }
    }
}
