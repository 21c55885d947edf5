using ChatOps.Chat;

namespace ChatOps.Operations;

/// <summary>Somebody who asked for what an unfinished operation does already, and where they are told how it ends.</summary>
public sealed class FellowAsker
{
    internal FellowAsker(int index, Actor actor, Conversation conversation)
    {
        Index = index;
        Actor = actor;
        Conversation = conversation;
    }

    // For the database.
    private FellowAsker()
    {
        Actor = new Actor(string.Empty, string.Empty, string.Empty);
        Conversation = new Conversation(string.Empty, string.Empty);
    }

    /// <summary>Its place among the operation's fellow askers, from 0.</summary>
    public int Index { get; private set; }

    public Actor Actor { get; private set; }

    public Conversation Conversation { get; private set; }

    /// <summary>They were told how it ended.</summary>
    public bool IsTold { get; private set; }

    /// <summary>Puts on record that they were told; called by the store.</summary>
    public void MarkTold() => IsTold = true;
}
