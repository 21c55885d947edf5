using ChatOps.Adapters.Teams.Incoming.Activities;

namespace ChatOps.Adapters.Teams.Outgoing;

/// <summary>What identifies a posted message: the conversation that it went to, the thread included, and Teams' id of it there.</summary>
internal readonly record struct TeamsMessageId(string WireId, string ActivityId)
{
    public static TeamsMessageId? Parse(string text) =>
        text.LastIndexOf('/') is var at and > 0 ? new(text[..at], text[(at + 1)..]) : null;

    /// <summary>The thread's id, given as the id of one of its messages or as Teams' own.</summary>
    public static string? ThreadOf(string? thread) =>
        thread is not null && Parse(thread) is { } message ? TeamsPlace.Of(message.WireId, "", "").Thread : thread;

    public override string ToString() => $"{WireId}/{ActivityId}";
}
