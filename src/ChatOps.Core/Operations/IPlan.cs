using ChatOps.Chat;

namespace ChatOps.Operations;

/// <summary>
/// What an operation will do to which objects. It is kept with the operation as JSON, so its shape is a stored contract:
/// add members, never change the meaning of one.
/// </summary>
public interface IPlan
{
    Risk Risk { get; }

    /// <summary>What is acted on, in a person's words: "scheduler of zodiac-cosmo-1172".</summary>
    string Subject { get; }

    /// <summary>
    /// The workload or volume that this operation has for itself while it lasts, as "namespace/kind/name": a second
    /// operation on the same is refused and shown the first.
    /// </summary>
    string Target { get; }

    /// <summary>The namespace whose changes may wake the operation while it waits.</summary>
    string Namespace { get; }

    /// <summary>The verb where this plan is another thing than its capability mostly does; null where it is not.</summary>
    Verb? Verb => null;

    /// <summary>What it is about, added to the message under its title for good.</summary>
    Message Describe(Message message);

    /// <summary>What is to be expected and minded: how long it takes, what is lost. Shown until the operation has ended.</summary>
    Message Foretell(Message message) => message;

    /// <summary>What is lost, in one short sentence for right beside the button that approves it; null when nothing is.</summary>
    string? AtStake => null;

    /// <summary>
    /// The plan without what changes by itself, from one look to the next, and without why it is wanted: another with the same
    /// is the same plan, and what was agreed to holds.
    /// </summary>
    IPlan Timeless => this;

    /// <summary>
    /// What only its course tells, added at the end of the message: how far it is while it lasts, what came of it and what can
    /// be asked for next when it has ended.
    /// </summary>
    Message Accompany(Message message, Operation operation, DateTimeOffset now) => message;
}

/// <summary>A plan's verb in its three forms, for the titles of its messages.</summary>
/// <param name="Noun">"Restart", as in "Restart of X failed".</param>
/// <param name="Doing">"Restarting".</param>
/// <param name="Done">"Restarted".</param>
public sealed record Verb(string Noun, string Doing, string Done);
