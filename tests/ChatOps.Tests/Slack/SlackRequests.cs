using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
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

    public static HttpRequestMessage Signed(string body, DateTimeOffset now, string contentType = FormType) =>
        Signed(Encoding.UTF8.GetBytes(body), now, contentType);

    public static HttpRequestMessage Signed(byte[] body, DateTimeOffset now, string contentType = FormType)
    {
        var timestamp = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return With(body, timestamp, SlackSignature.Sign(Secret, timestamp, body), contentType);
    }

    public static HttpRequestMessage With(byte[] body, string timestamp, string signature, string contentType = FormType)
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        var request = new HttpRequestMessage(HttpMethod.Post, "/slack/command") { Content = content };
        request.Headers.TryAddWithoutValidation("X-Slack-Request-Timestamp", timestamp);
        request.Headers.TryAddWithoutValidation("X-Slack-Signature", signature);
        return request;
    }
}
