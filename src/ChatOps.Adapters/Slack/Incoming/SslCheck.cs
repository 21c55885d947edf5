using Microsoft.AspNetCore.Http;

namespace ChatOps.Adapters.Slack.Incoming;

/// <summary>Slack's probe of an endpoint's certificate: a form with ssl_check=1, to be answered with 200 and nothing done.</summary>
public static class SslCheck
{
    public static async Task<bool> IsAsync(HttpRequest request) =>
        await SlackForm.ReadAsync(request) is { } form && Is(form);

    public static bool Is(IFormCollection form) => form["ssl_check"] == "1";
}
