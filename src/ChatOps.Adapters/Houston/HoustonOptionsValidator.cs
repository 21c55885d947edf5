using Microsoft.Extensions.Options;

namespace ChatOps.Adapters.Houston;

/// <summary>One line per mistake, none of which repeats the token.</summary>
internal sealed class HoustonOptionsValidator : IValidateOptions<HoustonOptions>
{
    public ValidateOptionsResult Validate(string? name, HoustonOptions options)
    {
        var mistakes = Mistakes(options).ToList();
        return mistakes.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(mistakes);
    }

    private static IEnumerable<string> Mistakes(HoustonOptions options)
    {
        if (options.Endpoint is null)
        {
            if (options.Token.Length > 0)
            {
                yield return "Houston:Endpoint is missing although Houston:Token is set; it is an address such as https://houston.example.com/v1.";
            }

            yield break;
        }

        if (!options.Endpoint.IsAbsoluteUri
            || options.Endpoint.Scheme is not ("https" or "http")
            || options.Endpoint.UserInfo.Length > 0
            || options.Endpoint.AbsolutePath == "/")
        {
            yield return "Houston:Endpoint must be an address with its path, such as https://houston.example.com/v1.";
        }

        if (options.Token.Length == 0)
        {
            yield return "Houston:Token is missing: it is the key of a SYSTEM service account.";
        }
        else if (options.Token.Any(letter => letter is <= ' ' or > '~'))
        {
            yield return "Houston:Token must be the bare key, without \"Bearer\", spaces or line breaks.";
        }
    }
}
