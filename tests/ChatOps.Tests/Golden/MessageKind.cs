using ChatOps.Chat;

namespace ChatOps.Tests.Golden;

/// <summary>A message that the bot can say, under the name of its golden files.</summary>
/// <param name="IsLiving">It is kept up to date while it is about something that changes.</param>
internal sealed record MessageKind(string Name, Message Message, bool IsLiving = false);
