using ChatOps.Audit;
using ChatOps.Chat;
using ChatOps.Operations;

namespace ChatOps.Notices;

/// <summary>
/// What whoever asked, first or after another, has to be told of an entry of the audit trail, if anything. The rule is one that people can count on:
/// everything that others decide, and every end, however soon it comes; not what they were just told as the answer to what
/// they typed themselves. Countdowns are told to all, by <see cref="AlarmFollower"/>.
/// </summary>
public sealed class AskerNotices(OperationMessages messages)
{
    private static readonly HashSet<string> Ends =
    [
        AuditAction.Denied, AuditAction.Cancelled, AuditAction.Expired, AuditAction.Failed, AuditAction.Succeeded,
    ];

    private static readonly HashSet<string> Actions = [.. Ends, AuditAction.Approved, AuditAction.SignedOff];

    /// <summary>Spares a look at the operation for all other entries.</summary>
    public static bool MayBeOne(AuditEntry entry) => entry.OperationId is not null && Actions.Contains(entry.Action);

    /// <summary>The same for an operation's end.</summary>
    public static bool MayBeEnd(AuditEntry entry) => entry.OperationId is not null && Ends.Contains(entry.Action);

    /// <returns>A message to those readers who don't know it, or null when there is none.</returns>
    public Message? Of(Notice notice) => notice.Others is [] ? null : Of(notice, notice.Entry, notice.Operation);

    /// <summary>The least that is worth a call: nothing in it was typed by anybody.</summary>
    public static Message Brief(Notice notice) =>
        To(notice, $"Operation {notice.Operation.Id}: {notice.Operation.State}", Tone.Neutral);

    private Message? Of(Notice notice, AuditEntry entry, Operation operation) => entry.Action switch
    {
        AuditAction.Approved when IsDecided(entry, operation, approves: true) =>
            To(notice, $"{entry.ActorName} approved operation {operation.Id}", Tone.Good),
        AuditAction.Denied when IsDecided(entry, operation, approves: false) =>
            To(notice, $"{entry.ActorName} denied operation {operation.Id}", Tone.Warning).Text(entry.Detail),
        AuditAction.Cancelled when entry.Actor == AuditNote.Bot =>
            To(notice, messages.Title(operation), Tone.Warning).Text(entry.Detail),
        AuditAction.Cancelled => To(notice, $"{entry.ActorName} stopped operation {operation.Id}", Tone.Warning),
        AuditAction.Expired => To(notice, $"Nobody decided on operation {operation.Id} in time", Tone.Warning)
            .Text($"Ask again with: retry {operation.Id}"),
        AuditAction.Failed => To(notice, messages.Title(operation), Tone.Bad).Text(entry.Detail),
        AuditAction.Succeeded => To(notice, messages.Title(operation), Tone.Good),
        AuditAction.SignedOff =>
            To(notice, $"{entry.ActorName} signed off operation {operation.Id}", Tone.Good).Text(entry.Detail),
        _ => null,
    };

    private static Message To(Notice notice, string title, Tone tone) =>
        Message.Titled(title, tone) with { Addressees = [.. notice.Others] };

    private static bool IsDecided(AuditEntry entry, Operation operation, bool approves) =>
        operation.Decisions.Any(decision => decision.Approves == approves && decision.Actor.Key == entry.Actor);
}
