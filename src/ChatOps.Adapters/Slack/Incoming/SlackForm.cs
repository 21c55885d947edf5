using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace ChatOps.Adapters.Slack.Incoming;

/// <summary>The url-encoded form in which Slack sends commands and clicks.</summary>
public static class SlackForm
{
    /// <summary>The form, or null when the body is not one.</summary>
    public static async Task<IFormCollection?> ReadAsync(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || !type.MediaType.Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        try
        {
            return await request.ReadFormAsync(request.HttpContext.RequestAborted);
        }
        catch (InvalidDataException)
        {
            // Too many fields, or a key without an end: no form that Slack would send.
            return null;
        }
    }
}
