using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace ChatOps.Adapters.Teams.Incoming.Handling;

/// <summary>
/// What whoever pressed a card's button is shown at once. Source: Agents-for-net, AdaptiveCardInvokeResponseFactory: HTTP says
/// that it was received; the verdict is inside.
/// </summary>
/// <param name="HttpStatus">200 but for invokes that the bot does not know.</param>
/// <param name="Body">statusCode, type and value; null without a body.</param>
public sealed record InvokeAnswer(int HttpStatus, JsonObject? Body)
{
    /// <summary>The bot does not know this kind of invoke.</summary>
    public static readonly InvokeAnswer Unknown = new(StatusCodes.Status501NotImplemented, Body: null);

    /// <summary>Takes the place of the card, for whoever asked.</summary>
    public static InvokeAnswer Card(JsonObject card) => Of(StatusCodes.Status200OK, "application/vnd.microsoft.card.adaptive", card);

    /// <summary>A few plain words.</summary>
    public static InvokeAnswer Message(string text) =>
        Of(StatusCodes.Status200OK, "application/vnd.microsoft.activity.message", JsonValue.Create(text));

    /// <param name="code">"BadRequest", "NotFound" ...</param>
    public static InvokeAnswer Error(int status, string code, string message) =>
        Of(status, "application/vnd.microsoft.error", new JsonObject { ["code"] = code, ["message"] = message });

    private static InvokeAnswer Of(int status, string type, JsonNode? value) => new(
        StatusCodes.Status200OK, new JsonObject { ["statusCode"] = status, ["type"] = type, ["value"] = value });
}
