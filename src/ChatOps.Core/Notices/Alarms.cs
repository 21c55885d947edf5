using ChatOps.Audit;
using ChatOps.Chat;
using ChatOps.Operations;

namespace ChatOps.Notices;

/// <summary>
/// What everybody has to be told of at once: that somebody goes on without approval, while it can still be stopped, and how
/// that ended.
/// </summary>
public sealed class Alarms(OperationMessages messages, IDeciders deciders)
{
    private static readonly HashSet<string> Actions =
    [
        AuditAction.CountdownStarted, AuditAction.CountdownStopped, AuditAction.GlassBroken, AuditAction.Approved, AuditAction.Denied,
        AuditAction.Cancelled, AuditAction.Expired,
    ];

    /// <summary>Spares a look at the operation for all other entries.</summary>
    public static bool MayBeOne(AuditEntry entry) => entry.OperationId is not null && Actions.Contains(entry.Action);

    /// <returns>A message for all, or null when there is no alarm in it.</returns>
    /// <param name="platform">Where it is told: whose accounts can be called there.</param>
    public Message? Of(AuditEntry entry, Operation operation, string platform) => entry.Action switch
    {
        AuditAction.CountdownStarted => Start(entry, operation, platform),
        AuditAction.CountdownStopped => End(operation, $"The countdown of operation {operation.Id} was stopped: nothing runs", Tone.Good)
            .Text(entry.Detail),
        AuditAction.GlassBroken => End(operation, $"Operation {operation.Id} went on without approval", Tone.Warning)
            .Text("It stays open for review until somebody else signs it off."),
        AuditAction.Approved or AuditAction.Denied or AuditAction.Cancelled when EndsCountdown(entry, operation) => End(
            operation, $"{entry.ActorName} {entry.Action} operation {operation.Id}, so it does not go on without approval", Tone.Good),
        AuditAction.Expired when operation is { GlassReason: not null, GlassKept: null } => End(
            operation, $"Operation {operation.Id} could not go on in time, so nothing runs", Tone.Good),
        _ => null,
    };

    /// <summary>Calls those who can stop it, as far as they are known, and gives them the button.</summary>
    private Message Start(AuditEntry entry, Operation operation, string platform)
    {
        var able = deciders.Of(operation).SelectMany(person => person.Accounts).Where(account => account.Platform == platform);
        var message = Message.Titled(
            $"{entry.ActorName} goes on without approval at {operation.GlassBreaksAt:HH:mm:ss} UTC: {messages.Asked(operation)}", Tone.Warning)
            .Field("Why", operation.GlassReason ?? entry.Detail)
            .Text($"Whoever has the role approver can stop it until then, or approve it: its plan is in the message of operation {operation.Id}.");
        return message
            .Button(new Button("Deny", $"deny {operation.Id}") { Prompt = new("Why not?", "--reason"), NotFor = operation.Actor })
            .Button(new Button("Cancel", $"cancel {operation.Id}") { OnlyFor = operation.Actor }) with
        {
            Addressees = [.. able],
            AtStake = messages.AtStake(operation),
            Footer = $"Operation {operation.Id}",
        };
    }

    private static Message End(Operation operation, string title, Tone tone) =>
        Message.Titled(title, tone) with { Addressees = [operation.Actor] };

    /// <summary>A person's word while it counted down. A refused try to decide leaves an entry as well, and the operation as it was.</summary>
    private static bool EndsCountdown(AuditEntry entry, Operation operation) =>
        operation is { GlassReason: not null, GlassKept: null, GlassBrokenAt: null }
        && entry.Actor != AuditNote.Bot
        && (entry.Action == AuditAction.Cancelled
            ? operation.State is OperationState.Cancelled
            : operation.Decisions.Any(decision =>
                decision.Actor.Key == entry.Actor && decision.Approves == (entry.Action == AuditAction.Approved)));
}
