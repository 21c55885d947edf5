using System.Text.Json;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace ChatOps.Adapters.Teams.Incoming.Tokens;

/// <summary>The Bot Framework's keys, as JwtBearer keeps them.</summary>
public sealed class SigningKeys(IOptionsMonitor<JwtBearerOptions> options, TimeProvider time)
{
    /// <summary>A look at the keys takes a part of a second; whoever waits for it has a person waiting.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan BetweenPeeks = TimeSpan.FromMilliseconds(50);

    private readonly Lock _lock = new();
    private Task? _look;
    private long _lookedAt;

    /// <exception cref="InvalidOperationException">They can't be read.</exception>
    public Task<OpenIdConnectConfiguration> CurrentAsync(CancellationToken cancellationToken) =>
        options.Get(ChannelTokens.Scheme).ConfigurationManager!.GetConfigurationAsync(cancellationToken); // JwtBearer makes one

    /// <summary>Has them read anew, unless that was done a moment ago: anybody can name a key that nobody knows.</summary>
    /// <returns>Whether there are others now than those before.</returns>
    public async Task<bool> RenewAsync(OpenIdConnectConfiguration before, CancellationToken cancellationToken)
    {
        await Look(before).WaitAsync(cancellationToken);
        return !ReferenceEquals(await CurrentAsync(cancellationToken), before);
    }

    /// <summary>
    /// Whether the key speaks for a channel, such as "msteams". JwtBearer's own key has lost what the metadata says of it, so it
    /// is looked up there.
    /// </summary>
    public async Task<bool> EndorsesAsync(string keyId, string channel, CancellationToken cancellationToken) =>
        (await CurrentAsync(cancellationToken)).JsonWebKeySet?.Keys.FirstOrDefault(key => key.Kid == keyId) is { } found
        && found.AdditionalData.TryGetValue("endorsements", out var endorsements)
        && endorsements is JsonElement { ValueKind: JsonValueKind.Array } list
        && list.EnumerateArray().Any(each => each.ValueKind is JsonValueKind.String && each.GetString() == channel);

    /// <summary>The look that is under way or was made lately, or a new one.</summary>
    private Task Look(OpenIdConnectConfiguration before)
    {
        lock (_lock)
        {
            if (_look is null || time.GetElapsedTime(_lookedAt) >= ChannelTokens.BetweenLooks)
            {
                _lookedAt = time.GetTimestamp();
                _look = LookAsync(before);
            }

            return _look;
        }
    }

    /// <summary>The library reads them in the background and does not say when that is done.</summary>
    private async Task LookAsync(OpenIdConnectConfiguration before)
    {
        options.Get(ChannelTokens.Scheme).ConfigurationManager!.RequestRefresh();
        while (ReferenceEquals(await CurrentAsync(CancellationToken.None), before) && time.GetElapsedTime(_lookedAt) < Patience)
        {
            await Task.Delay(BetweenPeeks, time, CancellationToken.None);
        }
    }
}
