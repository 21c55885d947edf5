using System.Net.Http.Headers;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace ChatOps.Adapters.Teams.Incoming.Tokens;

/// <summary>Has JwtBearer check the token of a request: who issued it, for whom, with which key, until when.</summary>
public sealed partial class TokenCheck(SigningKeys keys, IServiceScopeFactory scopes, ILogger<TokenCheck> logger)
{
    /// <summary>Under which the token itself is handed on with what the scheme answers.</summary>
    internal const string TokenName = "validated";

    /// <returns>The token, or null for none that counts.</returns>
    /// <exception cref="InvalidOperationException">The keys can't be read.</exception>
    public async Task<JsonWebToken?> TryAsync(HttpContext context)
    {
        if (!ClaimsToBeOne(context.Request.Headers.Authorization))
        {
            return null;
        }

        var known = await keys.CurrentAsync(context.RequestAborted);
        var result = await AuthenticateAsync(context);
        if (result.Failure is SecurityTokenSignatureKeyNotFoundException && await keys.RenewAsync(known, context.RequestAborted))
        {
            result = await AuthenticateAsync(context);
        }

        if (result.Failure is { } failure)
        {
            LogRefused(failure.GetType().Name);
        }

        return result.Properties?.GetParameter<SecurityToken>(TokenName) as JsonWebToken;
    }

    /// <summary>
    /// Whether it is worth a look at the keys, which may have to be fetched for it: by what anybody can write, so nothing is
    /// believed of it yet.
    /// </summary>
    private static bool ClaimsToBeOne(string? header)
    {
        if (!AuthenticationHeaderValue.TryParse(header, out var given)
            || !given.Scheme.Equals(JwtBearerDefaults.AuthenticationScheme, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        try
        {
            return new JsonWebToken(given.Parameter) is { Kid.Length: > 0 } token && ChannelTokens.Algorithms.Contains(token.Alg);
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <summary>A handler remembers its answer for the request, so each try has one of its own.</summary>
    private async Task<AuthenticateResult> AuthenticateAsync(HttpContext context)
    {
        await using var scope = scopes.CreateAsyncScope();
        var handler = await scope.ServiceProvider.GetRequiredService<IAuthenticationHandlerProvider>()
            .GetHandlerAsync(context, ChannelTokens.Scheme)
            ?? throw new InvalidOperationException($"There is no scheme {ChannelTokens.Scheme}.");
        return await handler.AuthenticateAsync();
    }

    [LoggerMessage(LogLevel.Warning, "A token was refused: {Failure}")]
    private partial void LogRefused(string failure);
}
