using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using ChatOps.Adapters.Teams.Cards;
using ChatOps.Chat;
using ChatOps.Chat.Answering;

namespace ChatOps.Adapters.Teams.Outgoing;

/// <summary>
/// How far messages of several cards came that Teams broke off, so that the next try goes on there and says nothing twice. In
/// memory only: a process that dies in between says such a message again from its beginning, since lost would be worse.
/// </summary>
public sealed class HalfSaid(TimeProvider time)
{
    /// <summary>With more than these Teams is away for long, and doubles are the least of it.</summary>
    private const int Capacity = 100;

    /// <summary>
    /// Longer than whoever sends it waits before the next try. What comes later in the same words is new, and is said whole.
    /// </summary>
    internal static readonly TimeSpan Kept = AnswerDelivery.Patience + TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, (Said Said, DateTimeOffset Until)> _broken = new();

    /// <summary>What stands there already; nothing of a message that is new.</summary>
    internal Said Take(Conversation conversation, IReadOnlyList<RenderedCard> cards) =>
        cards.Count > 1 && _broken.TryRemove(Key(conversation, cards), out var broken) && time.GetUtcNow() < broken.Until
            ? broken.Said
            : default;

    internal void Keep(Conversation conversation, IReadOnlyList<RenderedCard> cards, Said said)
    {
        if (_broken.Count >= Capacity)
        {
            _broken.Clear();
        }

        _broken[Key(conversation, cards)] = (said, time.GetUtcNow() + Kept);
    }

    private static string Key(Conversation conversation, IReadOnlyList<RenderedCard> cards)
    {
        var content = string.Concat(cards.Select(card => card.Content.ToJsonString()));
        return $"{conversation} {Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(content)))}";
    }
}

/// <summary>The cards of a message that were posted.</summary>
/// <param name="First">The one that the others stand below; null while there is none.</param>
/// <param name="Count">How many, the first included.</param>
internal readonly record struct Said(TeamsMessageId? First, int Count);
