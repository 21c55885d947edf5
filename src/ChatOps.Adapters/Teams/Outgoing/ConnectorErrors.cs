using System.Net;
using System.Text;
using ChatOps.Chat;
using ChatOps.Chat.Incoming;

namespace ChatOps.Adapters.Teams.Outgoing;

/// <summary>
/// Teams' error codes as something a person can act on. Source: learn.microsoft.com, "Messages in bot conversations", status codes.
/// </summary>
internal static class ConnectorErrors
{
    /// <param name="body">An error in JSON, or the page of a proxy.</param>
    /// <param name="retryAfter">How long Teams asked to wait.</param>
    public static Exception AsException(HttpStatusCode status, string? body, TimeSpan? retryAfter)
    {
        var code = JsonFields.Parse(Encoding.UTF8.GetBytes(body ?? "")).Child("error").Text("code");
        var named = $"(Teams: {(code.Length > 0 ? code : $"HTTP {(int)status}")})";
        return status switch
        {
            HttpStatusCode.Unauthorized => new ChatRefusedException(
                $"Teams does not accept the bot's token: check Teams:AppId, Teams:TenantId and Teams:ClientSecret. {named}"),
            HttpStatusCode.Forbidden => new ChatRefusedException($"{Forbidden(code)} {named}"),
            HttpStatusCode.NotFound when code.StartsWith("Activity", StringComparison.Ordinal) =>
                new ChatMessageGoneException($"The message was deleted in Teams. {named}"),
            HttpStatusCode.NotFound => new ChatRefusedException(
                $"Teams has no such conversation, or the bot is not in it: add the app there. {named}"),
            HttpStatusCode.RequestEntityTooLarge => new ChatRefusedException($"The message is too large for Teams. {named}", isAboutContent: true),
            HttpStatusCode.BadRequest => new ChatRefusedException($"Teams did not take the message. {named}", isAboutContent: true),
            HttpStatusCode.TooManyRequests => new ChatUnavailableException($"Teams asks to wait. {named}", retryAfter),
            _ when (int)status is HttpPrecondition or >= HttpServerError =>
                new ChatUnavailableException($"Teams has trouble of its own. {named}", retryAfter),
            _ => new ChatRefusedException($"Teams did not take the call. {named}"),
        };
    }

    private const int HttpPrecondition = 412;
    private const int HttpServerError = 500;

    private static string Forbidden(string code) => code switch
    {
        "BotNotInConversationRoster" => "The bot is not in this conversation: add the app to the team or chat.",
        "BotDisabledByAdmin" => "An admin of the tenant has switched the bot off: have it allowed in the Teams admin center.",
        "ConversationBlockedByUser" => "The person has blocked the bot: they can unblock it in their chat with it.",
        "InvalidBotApiHost" => "The tenant is in another cloud: set Teams:ServiceUrl to that cloud's.",
        _ => "Teams does not let the bot write there: ask an admin of the team.",
    };
}
