using ChatOps.Chat;

namespace ChatOps.Approvals;

/// <summary>What somebody decided on one plan.</summary>
public sealed class Decision
{
    internal Decision(
        int index, Actor actor, bool approves, int plan, string fingerprint, string? channel, DateTimeOffset at)
    {
        Index = index;
        Actor = actor;
        Approves = approves;
        Plan = plan;
        Fingerprint = fingerprint;
        Channel = channel;
        At = at;
    }

    // For the database.
    private Decision()
    {
        Actor = new Actor(string.Empty, string.Empty, string.Empty);
        Fingerprint = string.Empty;
    }

    /// <summary>Its place among the operation's decisions, from 0.</summary>
    public int Index { get; private set; }

    public Actor Actor { get; private set; }

    public bool Approves { get; private set; }

    /// <summary>
    /// The plan that was in front of them, by its number among the operation's plans, from 1: a decision holds for that one
    /// only. Another that comes to the same later is another, for what lay between is not what they saw.
    /// </summary>
    public int Plan { get; private set; }

    /// <inheritdoc cref="Approvals.Fingerprint"/>
    public string Fingerprint { get; private set; }

    /// <summary>The chat platform's id of the channel where they said so; null where that is not known.</summary>
    public string? Channel { get; private set; }

    /// <summary>Whoever decided has lost the role since, so it does not count any more.</summary>
    public bool IsVoid { get; private set; }

    public DateTimeOffset At { get; private set; }

    internal void Void() => IsVoid = true;
}
