using ChatOps.Audit;
using ChatOps.Chat;

namespace ChatOps.Desk;

/// <summary>What the audit trail keeps of a request, before or without an operation.</summary>
internal static class RequestNotes
{
    public static AuditNote Note(this Request request, string action) => new(
        request.Actor.Key, request.Actor.Name, action, request.Conversation.Channel, request.Text);

    public static AuditNote Refused(this Request request, string why) =>
        request.Note(AuditAction.Refused) with { Detail = $"{request.Text}: {why}" };
}
