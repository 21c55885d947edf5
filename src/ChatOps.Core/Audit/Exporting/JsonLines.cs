using System.Text.Encodings.Web;
using System.Text.Json;

namespace ChatOps.Audit.Exporting;

/// <summary>
/// Entries as one JSON object a line, with everything that their hashes cover, so that whoever has the lines can check them
/// without the database (docs/decisions/0008 says how).
/// </summary>
public static class JsonLines
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,

        // Read by people and programs, never put into HTML.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Write(AuditEntry entry) => JsonSerializer.Serialize(
        new JsonEntry(
            entry.Sequence,
            entry.At,
            entry.Actor,
            entry.ActorName,
            entry.Action,
            entry.Subject,
            entry.Detail,
            entry.OperationId,
            entry.PreviousHash,
            entry.Hash),
        Options);

    /// <returns>The entry, or null when the line is none.</returns>
    public static AuditEntry? TryRead(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<JsonEntry>(line, Options)?.ToEntry();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The names in the file; a stored contract of its own.</summary>
    private sealed record JsonEntry(
        long Sequence,
        DateTimeOffset At,
        string Actor,
        string ActorName,
        string Action,
        string Subject,
        string Detail,
        int? OperationId,
        string PreviousHash,
        string Hash)
    {
        public AuditEntry ToEntry() =>
            new(Sequence, At, Actor, ActorName, Action, Subject, Detail, OperationId, PreviousHash, Hash);
    }
}
