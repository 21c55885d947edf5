using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace ChatOps.Adapters.Teams;

/// <summary>One line per mistake, none of which repeats a secret.</summary>
public sealed class TeamsOptionsValidator(IHostEnvironment? environment = null) : IValidateOptions<TeamsOptions>
{
    public ValidateOptionsResult Validate(string? name, TeamsOptions options)
    {
        var mistakes = (options.IsOn ? MistakesWhenOn(options) : MistakesWhenOff(options)).ToList();
        return mistakes.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(mistakes);
    }

    private static IEnumerable<string> MistakesWhenOff(TeamsOptions options)
    {
        if (options.ClientSecret.Length > 0 || options.TenantId.Length > 0)
        {
            yield return "Teams:AppId is missing although other settings of Teams are there; without it Teams is switched off.";
        }
    }

    private IEnumerable<string> MistakesWhenOn(TeamsOptions options) =>
        InEmulation(options).Concat(InRegistration(options)).Concat(InAddresses(options));

    private IEnumerable<string> InEmulation(TeamsOptions options)
    {
        if (options.AllowUnauthenticated && environment?.IsDevelopment() is not true)
        {
            yield return "Teams:AllowUnauthenticated lets anybody on the machine be anyone: it is for the environment Development alone.";
        }
    }

    private static IEnumerable<string> InRegistration(TeamsOptions options)
    {
        if (options.AppId.Length > 0 && !IsGuid(options.AppId))
        {
            yield return "Teams:AppId must be the application (client) id of the bot's registration, a GUID.";
        }

        if (options.TenantId.Length > 0 ? !IsGuid(options.TenantId) : options.AppId.Length > 0)
        {
            yield return "Teams:TenantId must be the directory (tenant) id, a GUID: the bot listens to the people of that tenant alone.";
        }

        if (options.AppId.Length > 0 && !(options.ClientSecret.Length > 0 && options.ClientSecret.All(c => c is > ' ' and <= '~')))
        {
            yield return "Teams:ClientSecret must be the value of a client secret of the registration, with no spaces or line breaks.";
        }

        if (options.Issuer.Length == 0)
        {
            yield return "Teams:Issuer must say who issues incoming tokens: leave it out, or write https://api.botframework.us.";
        }
    }

    private static IEnumerable<string> InAddresses(TeamsOptions options)
    {
        if (!IsHttpsOrLoopback(options.MetadataUrl))
        {
            yield return "Teams:MetadataUrl must be an https address (http is for loopback only).";
        }

        if (!options.LoginUrl.IsAbsoluteUri || options.LoginUrl.Scheme != Uri.UriSchemeHttps)
        {
            yield return "Teams:LoginUrl must be an https address, such as https://login.microsoftonline.com/.";
        }

        foreach (var host in options.ServiceUrlHosts.Where(host => Uri.CheckHostName(host.StartsWith("*.", StringComparison.Ordinal) ? host[2..] : host) == UriHostNameType.Unknown))
        {
            yield return $"Teams:ServiceUrlHosts: \"{host}\" is not a host name; leave out scheme, port and path.";
        }

        if (!options.IsTrusted(options.ServiceUrl))
        {
            yield return "Teams:ServiceUrl must be an https address on one of Teams:ServiceUrlHosts.";
        }
    }

    private static bool IsGuid(string text) => Guid.TryParseExact(text, "D", out _);

    private static bool IsHttpsOrLoopback(Uri url) =>
        url.IsAbsoluteUri && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback));
}
