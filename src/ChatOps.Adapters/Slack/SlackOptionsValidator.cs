using Microsoft.Extensions.Options;

namespace ChatOps.Adapters.Slack;

/// <summary>One line per mistake, none of which repeats a secret.</summary>
public sealed class SlackOptionsValidator : IValidateOptions<SlackOptions>
{
    public ValidateOptionsResult Validate(string? name, SlackOptions options)
    {
        var mistakes = (options.IsOn ? MistakesWhenOn(options) : MistakesWhenOff(options)).ToList();
        return mistakes.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(mistakes);
    }

    private static IEnumerable<string> MistakesWhenOff(SlackOptions options)
    {
        if (options.BotToken.Length > 0 || options.AppToken.Length > 0)
        {
            yield return "Slack:SigningSecret is missing although a Slack token is set; without it, or Slack:SocketMode, Slack is switched off.";
        }
    }

    private static IEnumerable<string> MistakesWhenOn(SlackOptions options)
    {
        if (!IsOneWord(options.SigningSecret) && !(options.SocketMode && options.SigningSecret.Length == 0))
        {
            yield return "Slack:SigningSecret must be the app's signing secret, with no spaces or line breaks.";
        }

        if (!IsOneWord(options.BotToken) || !options.BotToken.Contains("xoxb-"))
        {
            yield return "Slack:BotToken must be the bot user's OAuth token; it starts with \"xoxb-\".";
        }

        if (options.AppToken.Length > 0 && !(IsOneWord(options.AppToken) && options.AppToken.StartsWith("xapp-")))
        {
            yield return "Slack:AppToken must be an app-level token; it starts with \"xapp-\".";
        }

        if (options.SocketMode && options.AppToken.Length == 0)
        {
            yield return "Slack:SocketMode needs Slack:AppToken, an app-level token with the scope connections:write.";
        }

        if (!IsIdOrNothing(options.TeamId, 'T'))
        {
            yield return "Slack:TeamId must be the workspace's id, like T0123ABCD.";
        }

        if (!IsIdOrNothing(options.AppId, 'A'))
        {
            yield return "Slack:AppId must be the app's id, like A0123ABCD.";
        }

        if (!IsHttpsOrLoopback(options.ApiBaseUrl))
        {
            yield return "Slack:ApiBaseUrl must be an https address (http is for loopback only).";
        }

        foreach (var host in options.ResponseUrlHosts.Where(host => Uri.CheckHostName(host) == UriHostNameType.Unknown))
        {
            yield return $"Slack:ResponseUrlHosts: \"{host}\" is not a host name; leave out scheme, port and path.";
        }
    }

    /// <summary>Printable ASCII without spaces, as all of Slack's secrets are; a pasted line break would break the header.</summary>
    private static bool IsOneWord(string secret) => secret.Length > 0 && secret.All(c => c is > ' ' and <= '~');

    private static bool IsIdOrNothing(string id, char kind) =>
        id.Length == 0 || (id[0] == kind && id.Length > 1 && id.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c)));

    private static bool IsHttpsOrLoopback(Uri url) =>
        url.IsAbsoluteUri
        && url.Query.Length == 0
        && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback));
}
