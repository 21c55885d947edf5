using System.Collections.Concurrent;
using System.Diagnostics;
using ChatOps.Chat;
using ChatOps.Operations;
using ChatOps.Telemetry;
using ChatOps.Tests.Desk;
using ChatOps.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Telemetry;

/// <summary>What is measured and traced of a command's way.</summary>
public sealed class TelemetryTests : IAsyncLifetime
{
    private const string Forced = "restart worker zodiac-cosmo-1172 --force";
    private static readonly Actor Otto = new("slack", "UOTTO", "otto");
    private static readonly Actor Anna = new("slack", "UANNA", "anna");
    private static readonly Actor Nobody = new("slack", "UNOBODY", "nobody");

    private readonly DeskRig _rig = new(
        new()
        {
            ["Access:Grants:0:Role"] = "Operator",
            ["Access:Grants:0:To"] = Otto.Key,
            ["Access:Grants:1:Role"] = "Approver",
            ["Access:Grants:1:To"] = Anna.Key,
        });

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private IDictionary<string, double> Sums => _rig.Measured.Sums;

    public ValueTask InitializeAsync() => _rig.InitializeAsync();

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Fact]
    public async Task Commands_are_counted_by_name_and_by_what_became_of_them_and_never_by_what_was_typed()
    {
        await _rig.SayAsync(Otto, "pods zodiac-cosmo-1172");
        await _rig.SayAsync(Otto, Forced);
        await _rig.SayAsync(Nobody, "pods");
        await _rig.SayAsync(Otto, "password=hunter2");

        Sums.Where(sum => sum.Key.StartsWith("chatops.commands")).ShouldBe(
            new Dictionary<string, double>
            {
                ["chatops.commands command=pods platform=slack outcome=answered"] = 1,
                ["chatops.commands command=restart platform=slack outcome=accepted"] = 1,
                ["chatops.commands command=pods platform=slack outcome=refused"] = 1,
                ["chatops.commands command=none platform=slack outcome=misunderstood"] = 1,
            },
            ignoreOrder: true);
        Sums.ShouldContainKey("chatops.ack.duration platform=slack");
    }

    [Fact]
    public async Task Decisions_are_counted_with_how_long_people_took()
    {
        await _rig.SayAsync(Otto, Forced);
        _rig.Time.Advance(TimeSpan.FromSeconds(90));
        await _rig.SayAsync(Anna, "approve 1");
        await _rig.SayAsync(Otto, "restart webserver zodiac-cosmo-1172 --force");
        _rig.Time.Advance(TimeSpan.FromSeconds(30));
        await _rig.SayAsync(Anna, "deny 2");

        Sums.ShouldContainKeyAndValue("chatops.approvals outcome=approved", 1d);
        Sums.ShouldContainKeyAndValue("chatops.approval.duration outcome=approved", 90d);
        Sums.ShouldContainKeyAndValue("chatops.approvals outcome=denied", 1d);
        Sums.ShouldContainKeyAndValue("chatops.approval.duration outcome=denied", 30d);
        Sums.ShouldContainKeyAndValue("chatops.operations capability=restart outcome=denied", 1d);
    }

    [Fact]
    public async Task Steps_are_measured_by_whoever_stores_their_end()
    {
        await _rig.SayAsync(Otto, "restart scheduler zodiac-cosmo-1172");

        await _rig.Services.GetRequiredService<OperationRunner>().RunAsync(1, Stop);

        Sums.ShouldContainKey("chatops.step.duration capability=restart outcome=step done");
        Sums.Keys.ShouldNotContain(key => key.StartsWith("chatops.approvals"), "nobody was asked");
    }

    [Fact]
    public async Task One_trace_goes_from_the_command_through_the_job_to_its_steps()
    {
        var traced = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Traces.SourceName,
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = traced.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);

        await _rig.SayAsync(Otto, "restart scheduler zodiac-cosmo-1172");
        var operation = (await _rig.Database.Operations.FindAsync(1, Stop)).ShouldNotBeNull();
        Activity.Current.ShouldBeNull("the job is another's");
        await _rig.Services.GetRequiredService<OperationRunner>().RunAsync(1, Stop);

        var trace = ActivityContext.Parse(operation.TraceParent.ShouldNotBeNull(), null).TraceId;
        var own = traced.Where(activity => activity.TraceId == trace).ToList(); // other tests run meanwhile
        var command = own.Single(activity => activity.DisplayName == "command restart");
        var run = own.Single(activity => activity.DisplayName == "operation restart");
        run.ParentSpanId.ShouldBe(command.SpanId);
        own.Where(activity => activity.DisplayName.StartsWith("step ")).ShouldAllBe(step => step.ParentSpanId == run.SpanId);
        own.ShouldContain(activity => activity.DisplayName == "step DeletePodStep");
    }

    [Fact]
    public async Task The_picture_of_the_cluster_and_what_is_to_be_told_show_their_age_and_size()
    {
        var meters = MeasuredValues.NewMeters();
        var inventory = new InventoryMeasures(meters, _rig.Inventory, _rig.Time);
        var records = new RecordMeasures(meters, _rig.Database.Outbox, _rig.Database.Audit, _rig.Time);
        using var measured = new MeasuredValues(meters);
        measured.Sums.ShouldNotContainKey("chatops.outbox.depth", "nobody has looked");

        await _rig.SayAsync(Otto, Forced);
        await records.LookAsync(Stop);
        _rig.Time.Advance(TimeSpan.FromSeconds(40));
        await records.LookAsync(Stop);

        measured.Sums.ShouldContainKeyAndValue("chatops.outbox.depth", 1d);
        measured.Sums.ShouldContainKeyAndValue("chatops.outbox.age", 40d);
        measured.Sums["chatops.audit.head"].ShouldBeGreaterThanOrEqualTo(2);
        measured.Sums.ShouldContainKeyAndValue("chatops.inventory.age", 0d);
        measured.Sums.ShouldContainKeyAndValue("chatops.inventory.objects kind=pods", (double)_rig.Inventory.Pods.Count);
        GC.KeepAlive(inventory);
    }
}
