using ChatOps.Audit;
using ChatOps.Chat;

namespace ChatOps.Operations;

/// <content>The moves of an operation whose asker goes on without approval.</content>
public sealed partial class Operation
{
    /// <summary>Why the asker goes on alone, or null when they never did.</summary>
    public string? GlassReason { get; private set; }

    /// <summary>When the countdown ends; of meaning only while <see cref="IsCountingDown"/>.</summary>
    public DateTimeOffset? GlassBreaksAt { get; private set; }

    /// <summary>Why the last countdown led to nothing, or null.</summary>
    public string? GlassKept { get; private set; }

    /// <summary>When it went on without approval, or null.</summary>
    public DateTimeOffset? GlassBrokenAt { get; private set; }

    /// <summary>Who looked at that afterwards, and what they said; null while nobody has.</summary>
    public string? SignOff { get; private set; }

    /// <summary>It goes on by itself when its time is up, unless somebody decides before.</summary>
    public bool IsCountingDown => State is OperationState.AwaitingApproval && GlassBreaksAt is not null;

    /// <summary>It ran without approval, and nobody else has looked at it since.</summary>
    public bool AwaitsSignOff => GlassBrokenAt is not null && SignOff is null;

    /// <param name="breaksAt">When it goes on, unless somebody decides before.</param>
    /// <param name="expiresAt">When it is given up, should it not be able to.</param>
    /// <param name="wakeAt">When the countdown is told next.</param>
    public void StartCountdown(
        Actor actor, string reason, DateTimeOffset breaksAt, DateTimeOffset expiresAt, DateTimeOffset wakeAt)
    {
        (GlassReason, GlassBreaksAt, GlassKept) = (reason, breaksAt, null);
        (ExpiresAt, WakeAt) = (expiresAt, wakeAt);
        NoteBy(actor, AuditAction.CountdownStarted, $"plan {Fingerprint} goes on without approval at {breaksAt.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC: {reason}");
    }

    /// <summary>Tells how far the countdown is, and again at <paramref name="wakeAt"/>.</summary>
    public void CountDown(DateTimeOffset wakeAt) => WakeAt = wakeAt;

    /// <summary>The request waits for a decision again, as if nobody had wanted to go on alone.</summary>
    public void KeepGlass(string why)
    {
        (GlassBreaksAt, GlassKept, WakeAt) = (null, why, null);
        Note(AuditAction.CountdownStopped, why);
    }

    /// <summary>The countdown is over: it may run, and stays open for a review.</summary>
    public void BreakGlass(DateTimeOffset now)
    {
        MoveTo(OperationState.Approved);
        (GlassBrokenAt, ExpiresAt, WakeAt) = (now, null, null);
        Note(AuditAction.GlassBroken, $"plan {Fingerprint}, asked by {Actor.Key}, approved by nobody: {GlassReason}");
    }

    /// <summary>Closes the review.</summary>
    public void CloseReview(Actor actor, string? remark, DateTimeOffset now)
    {
        SignOff = $"{actor.Name}, {Words.At(now)}{(remark is null ? "" : $": {remark}")}";
        NoteBy(actor, AuditAction.SignedOff, remark ?? "without a remark");
    }
}
