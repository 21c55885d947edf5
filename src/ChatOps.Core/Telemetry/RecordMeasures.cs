using System.Diagnostics.Metrics;
using ChatOps.Audit;
using ChatOps.Operations.Outbox;

namespace ChatOps.Telemetry;

/// <summary>Shows what chat has still to be told and how long the audit trail is, as they were when last looked at.</summary>
public sealed class RecordMeasures
{
    private readonly IOutbox _outbox;
    private readonly IAuditTrail _trail;
    private readonly TimeProvider _time;

    private volatile Look? _last;

    public RecordMeasures(IMeterFactory meters, IOutbox outbox, IAuditTrail trail, TimeProvider time)
    {
        (_outbox, _trail, _time) = (outbox, trail, time);
        var meter = meters.Create(Meters.Name);
        meter.CreateObservableGauge("chatops.outbox.depth", () => Of(look => (double)look.Depth), "{message}", "Messages of this host that chat does not show yet.");
        meter.CreateObservableGauge("chatops.outbox.age", () => Of(Age), "s", "For how long there has always been one.");
        meter.CreateObservableGauge("chatops.audit.head", () => Of(look => (double)look.Head), "{entry}", "The number of the audit trail's last entry.");
    }

    public async Task LookAsync(CancellationToken cancellationToken)
    {
        var depth = await _outbox.DepthAsync(cancellationToken);
        var head = await _trail.LatestAsync(1, cancellationToken);
        DateTimeOffset? since = depth == 0 ? null : _last?.Since ?? _time.GetUtcNow();
        _last = new Look(depth, since, head is [var newest] ? newest.Sequence : 0);
    }

    private double Age(Look look) => look.Since is { } since ? (_time.GetUtcNow() - since).TotalSeconds : 0;

    /// <summary>Nothing before the first look.</summary>
    private IEnumerable<Measurement<double>> Of(Func<Look, double> figure) => _last is { } look ? [new(figure(look))] : [];

    private sealed record Look(int Depth, DateTimeOffset? Since, long Head);
}
