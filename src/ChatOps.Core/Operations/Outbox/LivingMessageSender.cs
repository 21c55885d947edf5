using System.Collections.Concurrent;
using ChatOps.Chat;

namespace ChatOps.Operations.Outbox;

/// <summary>Posts or updates one living message; an update that people would see no difference by is spared.</summary>
public sealed class LivingMessageSender(OperationMessages messages)
{
    /// <summary>What the messages of unfinished operations showed last, as far as this process knows.</summary>
    private readonly ConcurrentDictionary<int, string> _shown = new();

    /// <param name="plain">What is said instead of all that the operation has to tell, or null.</param>
    /// <returns>The platform's id of the message.</returns>
    /// <inheritdoc cref="IChatPlatform.PostAsync" path="/exception"/>
    public async Task<string> SendAsync(
        IChatPlatform platform,
        LivingMessage living,
        Operation operation,
        Message? plain,
        CancellationToken cancellationToken)
    {
        var message = plain ?? messages.Render(operation);
        var content = $"{message.Tone}\n{message.ToPlainText()}";
        if (living.MessageId is { } posted)
        {
            if (_shown.GetValueOrDefault(living.Id) == content)
            {
                return posted;
            }

            if (await TryUpdateAsync(platform, living.Conversation, posted, message, cancellationToken) is { } isSeen)
            {
                Remember(living.Id, isSeen ? content : null, operation);
                return posted;
            }
        }

        var messageId = await platform.PostAsync(living.Conversation, message, cancellationToken);
        Remember(living.Id, content, operation);
        return messageId;
    }

    /// <returns>Whether people see it now; null when somebody deleted the message.</returns>
    private static async Task<bool?> TryUpdateAsync(
        IChatPlatform platform,
        Conversation conversation,
        string messageId,
        Message message,
        CancellationToken cancellationToken)
    {
        try
        {
            return await platform.UpdateAsync(conversation, messageId, message, cancellationToken);
        }
        catch (ChatMessageGoneException)
        {
            return null;
        }
    }

    /// <summary>An operation that has ended has nothing more to show.</summary>
    private void Remember(int id, string? content, Operation operation)
    {
        if (content is null || operation.State.IsFinal())
        {
            _shown.TryRemove(id, out _);
        }
        else
        {
            _shown[id] = content;
        }
    }
}
