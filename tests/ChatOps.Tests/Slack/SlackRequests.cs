using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using ChatOps.Adapters.Slack.Incoming;

namespace ChatOps.Tests.Slack;

/// <summary>Requests as Slack makes them.</summary>
internal static class SlackRequests
{
    public const string Secret = "0123456789abcdef0123456789abcdef";

    public const string FormType = "application/x-www-form-urlencoded";

    /// <summary>A slash command's form, as short as it can be.</summary>
    public static string Form(string text, string trigger = "1.2.abc") =>
        $"token=x&team_id=T0001&channel_id=CGENERAL&channel_name=general&user_id=UALICE&user_name=alice&command=%2Fastro"
        + $"&text={Uri.EscapeDataString(text)}&trigger_id={trigger}"
        + "&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT0001%2F1%2Fsecret";

    /// <summary>A press of a button that holds a value, on a message of the bot's in CINCIDENT.</summary>
    public static string Click(string value, string trigger = "3.4.def", string team = "T0001", string personsTeam = "T0001") =>
        $$$"""
        {
          "type": "block_actions", "api_app_id": "A0001", "token": "x", "trigger_id": "{{{trigger}}}",
          "team": {"id": "{{{team}}}"}, "user": {"id": "UBOB", "username": "bob", "team_id": "{{{personsTeam}}}"},
          "container": {"type": "message", "message_ts": "1767225600.000001", "channel_id": "CINCIDENT"},
          "channel": {"id": "CELSEWHERE", "name": "somewhere"},
          "response_url": "https://hooks.slack.com/actions/T0001/1/secret",
          "actions": [{"type": "button", "action_id": "command:0", "value": {{{JsonSerializer.Serialize(value)}}}}]
        }
        """;

    /// <summary>An event, with what happened in it.</summary>
    public static string Happened(string happened, string id = "Ev1", string team = "T0001") =>
        $$$"""
        {
          "type": "event_callback", "team_id": "{{{team}}}", "api_app_id": "A0001", "event_id": "{{{id}}}",
          "authorizations": [{"team_id": "T0001", "user_id": "UBOT", "is_bot": true}], "event": {{{happened}}}
        }
        """;

    public static HttpRequestMessage SignedClick(string payload, DateTimeOffset now) =>
        Signed(Encoding.UTF8.GetBytes($"payload={Uri.EscapeDataString(payload)}"), now, path: "/slack/action");

    public static HttpRequestMessage SignedEvent(string payload, DateTimeOffset now) =>
        Signed(Encoding.UTF8.GetBytes(payload), now, "application/json", "/slack/event");

    public static HttpRequestMessage Signed(string body, DateTimeOffset now, string contentType = FormType) =>
        Signed(Encoding.UTF8.GetBytes(body), now, contentType);

    public static HttpRequestMessage Signed(
        byte[] body, DateTimeOffset now, string contentType = FormType, string path = "/slack/command")
    {
        var timestamp = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return With(body, timestamp, SlackSignature.Sign(Secret, timestamp, body), contentType, path);
    }

    public static HttpRequestMessage With(
        byte[] body, string timestamp, string signature, string contentType = FormType, string path = "/slack/command")
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        request.Headers.TryAddWithoutValidation("X-Slack-Request-Timestamp", timestamp);
        request.Headers.TryAddWithoutValidation("X-Slack-Signature", signature);
        return request;
    }
}
