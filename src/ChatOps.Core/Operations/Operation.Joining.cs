using ChatOps.Audit;
using ChatOps.Chat;

namespace ChatOps.Operations;

/// <content>Those who asked for the same while it was not finished.</content>
public sealed partial class Operation
{
    private readonly List<FellowAsker> _fellows = [];

    /// <summary>Who else asked for it, a person once for each conversation, in the order in which they did.</summary>
    public IReadOnlyList<FellowAsker> Fellows => [.. _fellows.OrderBy(fellow => fellow.Index)];

    /// <summary>Somebody asked for the same: they are told how it ends, too, where they asked.</summary>
    /// <param name="text">What they typed.</param>
    /// <returns>False when it has ended, or when they are told there already.</returns>
    public bool TryJoin(Actor actor, Conversation conversation, string text)
    {
        if (State.IsFinal() || IsFollowedBy(actor, conversation))
        {
            return false;
        }

        _fellows.Add(new FellowAsker(_fellows.Count, actor, conversation));
        NoteBy(actor, AuditAction.Joined, $"{text}: operation {Id} does that already");
        return true;
    }

    /// <summary>They asked for it there, first or after another.</summary>
    private bool IsFollowedBy(Actor actor, Conversation conversation) =>
        (actor.Is(Actor) && conversation == Conversation)
        || _fellows.Exists(fellow => fellow.Actor.Is(actor) && fellow.Conversation == conversation);
}
