using ChatOps.Chat;

namespace ChatOps.Tests.Golden;

/// <summary>A message that the bot can say, under the name of its golden files.</summary>
internal sealed record MessageKind(string Name, Message Message);
