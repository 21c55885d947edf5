using System.Globalization;
using ChatOps.Simulator.Houston.Data;

namespace ChatOps.Simulator.Houston.Http;

/// <summary>The cookie by which the web pages of the platform know who is signed in.</summary>
internal static class SignInCookie
{
    public const string Name = "astronomer_auth";

    private const string BaseDomain = "local.astronomer.io";

    public static string Of(HoustonToken token) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Name}={token.Value}; Domain=.{BaseDomain}; Path=/; Expires={DateTimeOffset.FromUnixTimeSeconds(token.Payload.Exp):R}; Secure");
}
