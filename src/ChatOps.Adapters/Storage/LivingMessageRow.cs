using ChatOps.Chat;

namespace ChatOps.Adapters.Storage;

/// <summary>A living message as stored: which version of its operation it shows, and when it may be touched again.</summary>
public sealed class LivingMessageRow
{
    public int Id { get; init; }

    public int OperationId { get; init; }

    public required Conversation Conversation { get; init; }

    /// <summary>The host that sends it: the one that accepted the command, until it dies.</summary>
    public required string Sender { get; set; }

    public string? MessageId { get; set; }

    /// <summary>The version of the operation that chat shows, or that was given up; 0 before the first.</summary>
    public int SentVersion { get; set; }

    public DateTimeOffset NotBefore { get; set; }

    public int Failures { get; set; }

    /// <summary>Why the chat platform last said no for good, or null.</summary>
    public string? Refusal { get; set; }
}
