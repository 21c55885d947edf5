using ChatOps.Chat;

namespace ChatOps.Host.WebConsole;

/// <summary>A message that everybody in the room sees.</summary>
/// <param name="Id">Unique across restarts of the process, so that an old id never names a new message.</param>
/// <param name="Place">Its position among all that was said; it keeps it when it is updated.</param>
public sealed record RoomMessage(
    string Id, long Place, DateTimeOffset PostedAt, DateTimeOffset UpdatedAt, Message Message);
