namespace ChatOps.Audit;

/// <summary>Something worth remembering, before it is numbered and chained.</summary>
/// <param name="Actor">Who did it: an actor's key such as "slack:U0123", or <see cref="Bot"/>.</param>
/// <param name="ActorName">What people call them; for showing only.</param>
/// <param name="Action">What kind of thing it is, one of <see cref="AuditAction"/>.</param>
/// <param name="Subject">What it was done to.</param>
/// <param name="Detail">The rest, in words; what looks like a secret in it is masked, whoever wrote it.</param>
/// <param name="OperationId">The operation it belongs to, or null.</param>
public sealed record AuditNote(
    string Actor, string ActorName, string Action, string Subject, string Detail, int? OperationId = null)
{
    /// <summary>The actor of what the bot does by itself.</summary>
    public const string Bot = "chatops";

    /// <inheritdoc cref="AuditNote" path="/param[@name='Detail']"/>
    public string Detail { get; init => field = SecretMask.Hide(value); } = SecretMask.Hide(Detail);
}

/// <summary>The kinds of entries in the audit trail.</summary>
public static class AuditAction
{
    /// <summary>A person typed a command or pressed a button.</summary>
    public const string Asked = "asked";

    /// <summary>Somebody asked for what an unfinished operation does already, and is told how that ends.</summary>
    public const string Joined = "joined";

    /// <summary>Somebody who may decide turned the operation down.</summary>
    public const string Denied = "denied";

    /// <summary>An operation was accepted, with its plan.</summary>
    public const string Planned = "planned";

    /// <summary>The operation may run, and why.</summary>
    public const string Approved = "approved";

    /// <summary>Somebody wanted something that they may not do, or that can't be done now, and why; nothing came of it.</summary>
    public const string Refused = "refused";

    /// <summary>An asker wants to go on without approval, and when that will be.</summary>
    public const string CountdownStarted = "countdown started";

    /// <summary>That came to nothing, and why.</summary>
    public const string CountdownStopped = "countdown stopped";

    /// <summary>The operation may run without anybody's approval.</summary>
    public const string GlassBroken = "glass broken";

    /// <summary>Somebody else looked at what was done without approval.</summary>
    public const string SignedOff = "signed off";

    /// <summary>Nobody decided in time.</summary>
    public const string Expired = "expired";

    /// <summary>Somebody stopped the operation.</summary>
    public const string Cancelled = "cancelled";

    /// <summary>A step was taken back.</summary>
    public const string StepUndone = "step undone";

    /// <summary>Written before an effect: what is about to be done to which object.</summary>
    public const string StepStarted = "step started";

    public const string StepDone = "step done";

    public const string StepFailed = "step failed";

    /// <summary>A step is over, and nobody could see whether what it is for is so.</summary>
    public const string StepUnknown = "step end unknown";

    /// <summary>A worker took up an operation that another had begun.</summary>
    public const string Resumed = "resumed";

    /// <summary>Written before a secret is shown to the one person whom it is for; the secret is no part of it.</summary>
    public const string Shown = "secret shown";

    public const string Succeeded = "succeeded";

    /// <summary>Once a day: which entry was the last, and its whole hash, for others to witness.</summary>
    public const string Head = "head of the audit trail";

    public const string Failed = "failed";
}
