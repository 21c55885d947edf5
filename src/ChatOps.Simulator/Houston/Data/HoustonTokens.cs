using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace ChatOps.Simulator.Houston.Data;

/// <summary>The JSON web tokens of people: HS256, with a payload of uuid, iat and exp only.</summary>
internal sealed class HoustonTokens(TimeProvider time)
{
    private const int MostDays = 7;

    private static readonly string Header = Base64Url.EncodeToString("""{"alg":"HS256","typ":"JWT"}"""u8);

    private readonly byte[] _secret = RandomNumberGenerator.GetBytes(32);

    /// <param name="days">1 to 7; what is beyond is cut.</param>
    public HoustonToken Issue(string userUuid, int days = 1) =>
        Issue(userUuid, time.GetUtcNow(), TimeSpan.FromDays(Math.Clamp(days, 1, MostDays)));

    /// <summary>One that was issued at another time, so that it may be over already.</summary>
    public HoustonToken Issue(string userUuid, DateTimeOffset at, TimeSpan life)
    {
        var payload = new HoustonTokenPayload(userUuid, (int)at.ToUnixTimeSeconds(), (int)(at + life).ToUnixTimeSeconds());
        var text = $$"""{"uuid":"{{payload.Uuid}}","iat":{{payload.Iat}},"exp":{{payload.Exp}}}""";
        var signed = $"{Header}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text))}";
        return new($"{signed}.{Sign(signed)}", payload);
    }

    /// <summary>
    /// Reads a token as the recorded Houston does: what is no token at all counts as one that is over, and a wrong signature as
    /// none.
    /// </summary>
    public (TokenState State, HoustonTokenPayload? Payload) Read(string text)
    {
        if (text.Split('.') is not [var header, var payload, var signature])
        {
            return (TokenState.Expired, null);
        }

        if (Sign($"{header}.{payload}") != signature)
        {
            return (TokenState.Refused, null);
        }

        var read = JsonSerializer.Deserialize<HoustonTokenPayload>(Base64Url.DecodeFromChars(payload), JsonSerializerOptions.Web)!; // signed by this
        return (read.Exp <= time.GetUtcNow().ToUnixTimeSeconds() ? TokenState.Expired : TokenState.Good, read);
    }

    private string Sign(string text) => Base64Url.EncodeToString(HMACSHA256.HashData(_secret, Encoding.UTF8.GetBytes(text)));
}

internal enum TokenState
{
    Good,
    Expired,
    Refused,
}

internal sealed record HoustonToken(string Value, HoustonTokenPayload Payload);

/// <param name="Iat">Issued at, in seconds since 1970.</param>
/// <param name="Exp">Over at, in seconds since 1970.</param>
internal sealed record HoustonTokenPayload(string Uuid, int Iat, int Exp);
