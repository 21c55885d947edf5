using ChatOps.Audit;
using ChatOps.Chat;
using ChatOps.Operations;

namespace ChatOps.Notices;

/// <summary>
/// What whoever asked has to be told of an entry of the audit trail, if anything. The rule is one that people can count on:
/// everything that others decide, and every end, however soon it comes; not what they were just told as the answer to what
/// they typed themselves. Countdowns are told to all, by <see cref="AlarmFollower"/>.
/// </summary>
public sealed class AskerNotices(OperationMessages messages)
{
    private static readonly HashSet<string> Actions =
    [
        AuditAction.Approved, AuditAction.Denied, AuditAction.Cancelled, AuditAction.Expired, AuditAction.Failed,
        AuditAction.Succeeded, AuditAction.SignedOff,
    ];

    /// <summary>Spares a look at the operation for all other entries.</summary>
    public static bool MayBeOne(AuditEntry entry) => entry.OperationId is not null && Actions.Contains(entry.Action);

    /// <returns>A message to the asker, or null when there is nothing that they don't know.</returns>
    public Message? Of(AuditEntry entry, Operation operation) => entry.Action switch
    {
        AuditAction.Approved when Decided(entry, operation, approves: true) =>
            To(operation, $"{entry.ActorName} approved operation {operation.Id}", Tone.Good),
        AuditAction.Denied when Decided(entry, operation, approves: false) =>
            To(operation, $"{entry.ActorName} denied operation {operation.Id}", Tone.Warning).Text(entry.Detail),
        AuditAction.Cancelled when entry.Actor == AuditNote.Bot =>
            To(operation, messages.Title(operation), Tone.Warning).Text(entry.Detail),
        AuditAction.Cancelled when IsByAnother(entry, operation) =>
            To(operation, $"{entry.ActorName} stopped operation {operation.Id}", Tone.Warning),
        AuditAction.Expired => To(operation, $"Nobody decided on operation {operation.Id} in time", Tone.Warning)
            .Text($"Ask again with: retry {operation.Id}"),
        AuditAction.Failed => To(operation, messages.Title(operation), Tone.Bad).Text(entry.Detail),
        AuditAction.Succeeded => To(operation, messages.Title(operation), Tone.Good),
        AuditAction.SignedOff when IsByAnother(entry, operation) =>
            To(operation, $"{entry.ActorName} signed off operation {operation.Id}", Tone.Good).Text(entry.Detail),
        _ => null,
    };

    /// <summary>The least that is worth a call: nothing in it was typed by anybody.</summary>
    public static Message Brief(Operation operation) =>
        To(operation, $"Operation {operation.Id}: {operation.State}", Tone.Neutral);

    private static Message To(Operation operation, string title, Tone tone) =>
        Message.Titled(title, tone) with { Addressees = [operation.Actor] };

    private static bool Decided(AuditEntry entry, Operation operation, bool approves) =>
        IsByAnother(entry, operation)
        && operation.Decisions.Any(decision => decision.Approves == approves && decision.Actor.Key == entry.Actor);

    private static bool IsByAnother(AuditEntry entry, Operation operation) =>
        entry.Actor != AuditNote.Bot && entry.Actor != operation.Actor.Key;
}
