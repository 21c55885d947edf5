using System.Collections.Concurrent;
using ChatOps.Chat;

namespace ChatOps.Adapters.Slack.Outgoing;

/// <summary>
/// Living messages in channels that the bot is not in, posted and updated by the response_url of a command typed there. Slack
/// allows five uses in 30 minutes: the first posts, up to three show what changes, and one is always kept for the end
/// (<see cref="Message.IsLast"/>). Progress has growing pauses; what people have to see or decide is shown at once.
/// </summary>
public sealed class ResponseUrlMessages(ResponseUrls urls, ResponseUrlClient client, TimeProvider time)
{
    /// <summary>Source: docs.slack.dev, "Handling user interaction".</summary>
    public const int MaxUses = 5;

    private const string Prefix = "response_url:";

    private readonly ConcurrentDictionary<string, Living> _messages = new();

    /// <summary>How long after the first, second and third use progress may be shown again.</summary>
    public static IReadOnlyList<TimeSpan> Pauses { get; } =
        [TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(15), TimeSpan.FromMinutes(1)];

    public static bool IsId(string messageId) => messageId.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>Posts by the channel's newest response_url.</summary>
    /// <returns>An id for updates, which says nothing of the URL; null when nobody typed a command there lately.</returns>
    /// <inheritdoc cref="IChatPlatform.PostAsync" path="/exception"/>
    public async Task<string?> TryPostAsync(string channel, Message message, CancellationToken cancellationToken)
    {
        if (urls.Take(channel) is not { } url)
        {
            return null;
        }

        await PostAsync(channel, url, message, cancellationToken);
        var id = $"{Prefix}{Guid.NewGuid():N}";
        Remember(id, url);
        return id;
    }

    /// <summary>Shows the end; shows progress when there are uses and pauses for it, and otherwise leaves it to the next update.</summary>
    /// <returns>Whether it is shown.</returns>
    /// <inheritdoc cref="IChatPlatform.UpdateAsync" path="/exception"/>
    public async Task<bool> UpdateAsync(string messageId, Message message, CancellationToken cancellationToken)
    {
        if (!_messages.TryGetValue(messageId, out var living) || urls.IsOver(living.Url) || living.Uses >= MaxUses)
        {
            throw new ChatRefusedException(
                "Slack lets the bot change this message no longer, since it is not in that channel: invite it there with /invite.");
        }

        if (!message.IsLast && !MayShow(message, living))
        {
            return false;
        }

        await client.SendAsync(living.Url, ResponseUrlMessage.From(message, replaceOriginal: true), cancellationToken);
        _messages[messageId] = living with { Uses = living.Uses + 1, UsedAt = time.GetUtcNow() };
        return true;
    }

    private async Task PostAsync(string channel, ResponseUrl url, Message message, CancellationToken cancellationToken)
    {
        try
        {
            await client.SendAsync(url, ResponseUrlMessage.From(message, replaceOriginal: false), cancellationToken);
        }
        catch (ChatUnavailableException)
        {
            // Whoever tries again later needs it, and there may be no other.
            urls.GiveBack(channel, url);
            throw;
        }
    }

    private bool MayShow(Message message, Living living) =>
        living.Uses < MaxUses - 1
        && (message.Tone is not Tone.Working || time.GetUtcNow() - living.UsedAt >= Pauses[living.Uses - 1]);

    private void Remember(string id, ResponseUrl url)
    {
        foreach (var (old, living) in _messages)
        {
            if (urls.IsOver(living.Url))
            {
                _messages.TryRemove(old, out _);
            }
        }

        _messages[id] = new(url, Uses: 1, time.GetUtcNow());
    }

    private sealed record Living(ResponseUrl Url, int Uses, DateTimeOffset UsedAt);
}
