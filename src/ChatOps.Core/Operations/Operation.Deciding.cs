using ChatOps.Approvals;
using ChatOps.Audit;
using ChatOps.Chat;

namespace ChatOps.Operations;

/// <content>The moves of an operation that people decide on.</content>
public sealed partial class Operation
{
    private readonly List<Decision> _decisions = [];

    /// <summary>What was decided so far, on this plan and on those before it.</summary>
    public IReadOnlyList<Decision> Decisions => [.. _decisions.OrderBy(decision => decision.Index)];

    /// <summary>How many people have to agree to the plan; 0 when it ran at once.</summary>
    public int ApprovalsNeeded { get; private set; }

    /// <summary>The asker decides; otherwise anybody else with the approver role.</summary>
    public bool IsDecidedByAsker { get; private set; }

    /// <summary>When the request for approval ends by itself, or null when none is waited for.</summary>
    public DateTimeOffset? ExpiresAt { get; private set; }

    /// <summary>The plan that was void because the world had moved on, or null.</summary>
    public string? FormerPlanJson { get; private set; }

    /// <summary>Who ended it before its time and how they put it, or null.</summary>
    public string? Verdict { get; private set; }

    /// <inheritdoc cref="Approvals.Fingerprint"/>
    public string Fingerprint => Approvals.Fingerprint.Of(PlanJson);

    /// <summary>Which of the operation's plans stands now, from 1; it never goes back, though a plan may come to the same again.</summary>
    public int PlanNumber { get; private set; }

    /// <summary>People who agreed to the plan as it stands.</summary>
    public int ApprovalsGiven => _decisions.Count(IsCarriedBy);

    /// <summary>It is an agreement to the plan as it stands, of somebody whose word counts.</summary>
    public bool IsCarriedBy(Decision decision) => decision is { Approves: true, IsVoid: false } && IsAboutThePlan(decision);

    /// <summary>
    /// Since when it may run: since it was asked for, or the last who had to agree did, or its countdown was over. How long it
    /// took counts from here: what people took to decide says nothing of the cluster.
    /// </summary>
    public DateTimeOffset FreeSince =>
        GlassBrokenAt ?? _decisions.Where(decision => decision is { Approves: true, IsVoid: false }).Select(decision => decision.At).DefaultIfEmpty(CreatedAt).Max();

    /// <summary>Adds one person's agreement; with the last that is needed the operation may run.</summary>
    /// <param name="isThem">Whether another account is theirs too.</param>
    /// <param name="channel">Where they said so, or null where that is not known.</param>
    /// <returns>False when this person has agreed to this plan already, from whichever account.</returns>
    public bool Approve(Actor actor, Func<Actor, bool> isThem, DateTimeOffset now, string? channel = null)
    {
        if (_decisions.Exists(decision => isThem(decision.Actor) && IsCarriedBy(decision)))
        {
            return false;
        }

        _decisions.Add(new Decision(_decisions.Count, actor, approves: true, PlanNumber, Fingerprint, channel, now));
        NoteBy(actor, AuditAction.Approved, $"plan {Fingerprint}");
        if (ApprovalsGiven >= ApprovalsNeeded)
        {
            MoveTo(OperationState.Approved);
            ExpiresAt = null;
            WakeAt = null;
        }

        return true;
    }

    public void Deny(Actor actor, string? reason, DateTimeOffset now)
    {
        _decisions.Add(new Decision(_decisions.Count, actor, approves: false, PlanNumber, Fingerprint, channel: null, now));
        Verdict = $"denied by {actor.Name}, {Words.At(now)}{(reason is null ? "" : $": {reason}")}";
        NoteBy(actor, AuditAction.Denied, reason ?? "without a reason");
        End(OperationState.Denied, now);
    }

    /// <summary>Puts the plan as it would be now in the place of one that no longer fits; agreement to that one is void, a countdown too.</summary>
    /// <param name="rules">Who has to agree to the new plan, which may be more harmful than the old one was, and until when.</param>
    /// <remarks>
    /// What it holds for itself can't be exchanged for something else, which another operation may hold: where the new plan is
    /// about another target, the request ends and has to be made anew.
    /// </remarks>
    public void Replan(Replanned now, ApprovalRules rules, DateTimeOffset at)
    {
        if (IsCountingDown)
        {
            KeepGlass("Things changed during the countdown.");
        }

        if (now.Plan.Target != Target)
        {
            Verdict = $"what it is about has changed, {Words.At(at)}: ask for it anew";
            Note(AuditAction.Expired, Verdict);
            End(OperationState.Expired, at);
            return;
        }

        FormerPlanJson = PlanJson;
        Subject = now.Plan.Subject;
        ExpiresAt = at + rules.ExpiryOf(Capability);
        Tighten(rules.NeedOf(Capability, now.Plan.Risk));
        Adopt(now.Json, now.Steps);
    }

    /// <summary>Takes away the agreement of somebody who may not agree any more.</summary>
    /// <param name="index">Of their decision.</param>
    public void VoidDecision(int index, string why)
    {
        var decision = _decisions.Single(found => found.Index == index);
        decision.Void();
        Note(AuditAction.Refused, $"the approval of {decision.Actor.Name} ({decision.Actor.Key}) counts no longer: {why}");
    }

    /// <summary>Puts on record who agreed to a plan that no longer fits.</summary>
    public void VoidApproval(Actor actor) =>
        NoteBy(actor, AuditAction.Refused, $"approve: plan {Fingerprint} no longer fits");

    public void Expire(DateTimeOffset now)
    {
        Verdict = $"nobody decided in time, {Words.At(now)}";
        Note(AuditAction.Expired, Verdict);
        End(OperationState.Expired, now);
    }

    private bool IsAboutThePlan(Decision decision) => decision.Plan == PlanNumber && decision.Fingerprint == Fingerprint;

    /// <summary>A plan that came to ask for more gets more; one that came to ask for less was promised more already.</summary>
    private void Tighten(ApprovalNeed need)
    {
        ApprovalsNeeded = Math.Max(ApprovalsNeeded, need.Count);
        IsDecidedByAsker &= need.Count == 0 || need.ByAsker;
    }

    private void AskFor(ApprovalNeed need, Risk risk, DateTimeOffset expiresAt)
    {
        if (need.Count == 0)
        {
            MoveTo(OperationState.Approved);
            Note(AuditAction.Approved, $"{risk} risk needs no approval");
            return;
        }

        ApprovalsNeeded = need.Count;
        IsDecidedByAsker = need.ByAsker;
        ExpiresAt = expiresAt;
        MoveTo(OperationState.AwaitingApproval);
    }
}
