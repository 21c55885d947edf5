using System.Collections.Concurrent;
using ChatOps.Chat;

namespace ChatOps.Host.WebConsole;

/// <summary>Shows something on the one page that asked for it, in the place of the answer; every page sees its own answers alone.</summary>
public sealed class ConsoleWhisper : IWhisper
{
    private readonly ConcurrentDictionary<string, Message?> _awaited = new();

    public string Platform => ConsoleChatPlatform.PlatformName;

    public Task SayAsync(Request request, Message message, CancellationToken cancellationToken) =>
        _awaited.TryUpdate(request.Id, message, comparisonValue: null)
            ? Task.CompletedTask
            : throw new ChatRefusedException("No page of the console waits for it.");

    /// <summary>A page is about to send a request.</summary>
    internal void Await(string requestId) => _awaited[requestId] = null;

    /// <returns>What was whispered to the page, or null.</returns>
    internal Message? Take(string requestId) => _awaited.TryRemove(requestId, out var message) ? message : null;
}
