using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace ChatOps.Adapters.Teams.Incoming.Tokens;

/// <summary>
/// Tokens that the Bot Framework signs for what it hands to the bot. Source: learn.microsoft.com, "Authentication with the Bot
/// Connector API", and Microsoft's own ChannelValidation.
/// </summary>
internal static class ChannelTokens
{
    public const string Scheme = "BotFramework";

    /// <summary>How far the clocks may be apart.</summary>
    public static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    /// <summary>
    /// The least time between two looks at the keys: a key that nobody knows makes the bot look anew, and anybody can name one.
    /// </summary>
    public static readonly TimeSpan BetweenLooks = TimeSpan.FromMinutes(1);

    /// <summary>All that the Bot Framework signs with: keys of RSA.</summary>
    public static readonly string[] Algorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512];

    public static IServiceCollection AddChannelTokens(this IServiceCollection services)
    {
        services.AddAuthentication().AddJwtBearer(Scheme, _ => { });
        services.AddOptions<JwtBearerOptions>(Scheme)
            .Configure<IOptions<TeamsOptions>>((options, teams) => Configure(options, teams.Value));
        services.PostConfigure<JwtBearerOptions>(Scheme, TrustNoFormerKeys);
        return services.AddSingleton<SigningKeys>().AddSingleton<TokenCheck>().AddSingleton<TeamsDoor>();
    }

    private static void Configure(JwtBearerOptions options, TeamsOptions teams)
    {
        options.MetadataAddress = teams.MetadataUrl.ToString();
        options.RequireHttpsMetadata = teams.MetadataUrl.Scheme == Uri.UriSchemeHttps; // http is loopback, by the validator
        options.RefreshInterval = BetweenLooks;
        options.BackchannelTimeout = TimeSpan.FromSeconds(5);
        options.MapInboundClaims = false;
        options.IncludeErrorDetails = false;
        options.TokenValidationParameters = new TokenValidationParameters
        {
            ValidIssuer = teams.Issuer,
            AudienceValidator = (audiences, _, _) => IsOnly(audiences, teams.AppId),
            ValidAlgorithms = Algorithms,
            ValidateIssuerSigningKey = true,
            RequireSignedTokens = true,
            RequireExpirationTime = true,
            ClockSkew = Skew,
        };
        options.Events = new JwtBearerEvents
        {
            OnTokenValidated = validated =>
            {
                validated.Properties.SetParameter(TokenCheck.TokenName, validated.SecurityToken);
                return Task.CompletedTask;
            },
            OnAuthenticationFailed = failed =>
            {
                // Failed, whatever it was: keys that can't be read must not become an error of the route.
                failed.Fail(failed.Exception);
                return Task.CompletedTask;
            },
        };
    }

    /// <summary>A key that is published no more counts no more. The manager of the keys is made after all configuring.</summary>
    private static void TrustNoFormerKeys(JwtBearerOptions options)
    {
        if (options.ConfigurationManager is BaseConfigurationManager manager)
        {
            manager.UseLastKnownGoodConfiguration = false;
        }
    }

    /// <summary>A token for several is for nobody; and without an app id there is nobody that it could be for.</summary>
    private static bool IsOnly(IEnumerable<string> audiences, string appId) =>
        appId.Length > 0 && audiences.ToList() is [var only] && only.Equals(appId, StringComparison.OrdinalIgnoreCase);
}
