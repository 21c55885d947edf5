using ChatOps.Chat;

namespace ChatOps.Commands;

/// <summary>Knows which commands are of use to somebody: help and completion show no others.</summary>
public interface ICommandOffer
{
    /// <summary>The commands that they may run there on something, in the catalog's order.</summary>
    Task<IReadOnlyList<CommandEntry>> ToAsync(
        Actor actor, Conversation conversation, CancellationToken cancellationToken);

    /// <summary>Why somebody may not run a command there on anything: the role it needs and who gives it. Null when they may.</summary>
    Task<Problem?> WhyNotAsync(
        CommandEntry command, Actor actor, Conversation conversation, CancellationToken cancellationToken);
}
