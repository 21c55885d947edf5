using ChatOps.Chat.Incoming;

namespace ChatOps.Adapters.Slack.Incoming;

/// <summary>
/// Which signed requests came in and were answered, for as long as their signatures count: Slack signs each delivery anew,
/// so that the same signature again is somebody else who has seen the first.
/// </summary>
public sealed class SignatureMemory(TimeProvider time) : OnceMemory(time, 2 * SlackVerification.Window);
