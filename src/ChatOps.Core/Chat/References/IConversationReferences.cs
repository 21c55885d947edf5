namespace ChatOps.Chat.References;

/// <summary>
/// How conversations and people are reached on a chat platform that wants more than their ids for it. Kept for good, so that
/// the bot can say something that nobody just asked for.
/// </summary>
public interface IConversationReferences
{
    /// <summary>Null for a conversation that the bot has heard nothing from, or was taken out of.</summary>
    Task<ConversationReference?> FindAsync(string platform, string channel, CancellationToken cancellationToken);

    /// <summary>Null for somebody who was never heard.</summary>
    Task<PersonReference?> FindPersonAsync(Actor actor, CancellationToken cancellationToken);

    /// <summary>Takes the place of what was known of the conversation.</summary>
    Task RememberAsync(ConversationReference reference, CancellationToken cancellationToken);

    /// <summary>Takes the place of what was known of the person; a personal chat that is known stays so.</summary>
    Task RememberAsync(PersonReference reference, CancellationToken cancellationToken);

    /// <summary>The bot was taken out of a conversation.</summary>
    Task ForgetAsync(string platform, string channel, CancellationToken cancellationToken);
}

/// <summary>Where a conversation is answered; named as in the Bot Framework.</summary>
/// <param name="Channel">The platform's id of it, without a thread.</param>
/// <param name="ServiceUrl">Verified when it came in; the newest.</param>
public sealed record ConversationReference(string Platform, string Channel, string ServiceUrl);

/// <summary>Somebody as the platform names them to the bot.</summary>
/// <param name="Id">The immutable id, by which they are an <see cref="Actor"/>.</param>
/// <param name="LocalId">The platform's id of them for this bot.</param>
/// <param name="Channel">A conversation that they are in: where they were heard last.</param>
/// <param name="PersonalChannel">Their own conversation with the bot, or null while there is none.</param>
public sealed record PersonReference(string Platform, string Id, string LocalId, string Channel, string? PersonalChannel);
