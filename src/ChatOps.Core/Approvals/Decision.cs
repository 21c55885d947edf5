using ChatOps.Chat;

namespace ChatOps.Approvals;

/// <summary>What somebody decided on one plan.</summary>
public sealed class Decision
{
    internal Decision(int index, Actor actor, bool approves, string fingerprint, DateTimeOffset at)
    {
        Index = index;
        Actor = actor;
        Approves = approves;
        Fingerprint = fingerprint;
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

    /// <summary>The plan that was in front of them; a decision holds for that plan only.</summary>
    public string Fingerprint { get; private set; }

    public DateTimeOffset At { get; private set; }
}
