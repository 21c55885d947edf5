using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;

namespace ChatOps.Adapters.Slack.Incoming.Socket;

/// <summary>Leads envelopes to the inbox that HTTP requests go to, each in a scope of its own as a request has one.</summary>
internal sealed class SocketInbox(IServiceScopeFactory scopes)
{
    /// <param name="type">Of the envelope; what the bot does not know is received, and nothing is done about it.</param>
    public async Task<Receipt> TakeAsync(string type, JsonElement? payload, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var inbox = scope.ServiceProvider.GetRequiredService<SlackInbox>();
        return type switch
        {
            "slash_commands" => await inbox.CommandAsync(
                Origin.OfCommand(payload), SlashCommand.From(payload), cancellationToken),
            "interactive" => await inbox.InteractionAsync(payload, cancellationToken),
            "events_api" => await inbox.EventAsync(payload, cancellationToken),
            _ => Receipt.Empty,
        };
    }
}
