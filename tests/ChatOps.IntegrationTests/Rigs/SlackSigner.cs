using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace ChatOps.IntegrationTests.Rigs;

/// <summary>
/// Makes requests as Slack sends them: signed with the app's secret over "v0:timestamp:body"
/// (docs.slack.dev, "Verifying requests from Slack").
/// </summary>
/// <param name="secret">The app's signing secret, taken as text.</param>
/// <param name="time">The sender's clock.</param>
public sealed class SlackSigner(string secret, TimeProvider time)
{
    /// <summary>A slash command: a form.</summary>
    public HttpRequestMessage Form(string path, IEnumerable<KeyValuePair<string, string>> fields)
    {
        using var form = new FormUrlEncodedContent(fields);
        using var reader = new StreamReader(form.ReadAsStream());
        return Signed(path, reader.ReadToEnd(), "application/x-www-form-urlencoded");
    }

    /// <summary>A button press or a modal: a form whose only field, payload, holds JSON.</summary>
    public HttpRequestMessage Payload(string path, string json) => Form(path, [new("payload", json)]);

    /// <summary>An event: JSON.</summary>
    public HttpRequestMessage Json(string path, string json) => Signed(path, json, "application/json");

    /// <summary>The value of X-Slack-Signature for a body sent at a time.</summary>
    /// <param name="timestamp">Seconds since 1970, as the X-Slack-Request-Timestamp header spells them.</param>
    public string Signature(string timestamp, string body)
    {
        var digest = HMACSHA256.HashData(
            Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"v0:{timestamp}:{body}"));
        return $"v0={Convert.ToHexStringLower(digest)}";
    }

    private HttpRequestMessage Signed(string path, string body, string mediaType)
    {
        var timestamp = $"{time.GetUtcNow().ToUnixTimeSeconds()}";
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.ContentType = new MediaTypeHeaderValue(mediaType);
        return new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = content,
            Headers =
            {
                { "X-Slack-Request-Timestamp", timestamp },
                { "X-Slack-Signature", Signature(timestamp, body) },
            },
        };
    }
}
