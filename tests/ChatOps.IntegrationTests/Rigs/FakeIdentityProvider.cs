using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace ChatOps.IntegrationTests.Rigs;

/// <summary>An OpenID provider on loopback that signs in whoever it is told to, without a password (OpenID Connect Core 1.0, code flow).</summary>
public sealed class FakeIdentityProvider : IAsyncDisposable
{
    public const string ClientId = "chatops";

    private readonly RsaSecurityKey _key = new(RSA.Create(2048)) { KeyId = "1" };
    private readonly ConcurrentDictionary<string, string?> _nonces = new();
    private readonly ConcurrentQueue<string> _signedOut = new();
    private readonly WebApplication _app;

    private FakeIdentityProvider()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.MapGet("/.well-known/openid-configuration", () => Configuration().ToJsonString());
        _app.MapGet("/keys", () => Keys().ToJsonString());
        _app.MapGet("/authorize", Authorize);
        _app.MapPost("/token", TokenAsync);
        _app.MapGet("/logout", EndSession);
    }

    public Uri Authority => new(_app.Urls.Single());

    /// <summary>Who signs in next.</summary>
    public Dictionary<string, object> Person { get; set; } = [];

    /// <summary>Whether it says no to whoever comes, as when they cancel.</summary>
    public bool Denies { get; set; }

    /// <summary>Whose session was ended here: the claim "sub" of the token that came along.</summary>
    public IReadOnlyCollection<string> SignedOut => _signedOut;

    public static async Task<FakeIdentityProvider> StartAsync(CancellationToken cancellationToken)
    {
        var provider = new FakeIdentityProvider();
        await provider._app.StartAsync(cancellationToken);
        return provider;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private JsonObject Configuration()
    {
        var here = Authority.AbsoluteUri.TrimEnd('/');
        return new JsonObject
        {
            ["issuer"] = here,
            ["authorization_endpoint"] = $"{here}/authorize",
            ["token_endpoint"] = $"{here}/token",
            ["jwks_uri"] = $"{here}/keys",
            ["end_session_endpoint"] = $"{here}/logout",
            ["response_types_supported"] = new JsonArray("code"),
            ["subject_types_supported"] = new JsonArray("public"),
            ["id_token_signing_alg_values_supported"] = new JsonArray("RS256"),
        };
    }

    private JsonObject Keys()
    {
        var key = _key.Rsa.ExportParameters(includePrivateParameters: false);
        return new JsonObject
        {
            ["keys"] = new JsonArray(new JsonObject
            {
                ["kty"] = "RSA",
                ["use"] = "sig",
                ["kid"] = _key.KeyId,
                ["n"] = Base64UrlEncoder.Encode(key.Modulus),
                ["e"] = Base64UrlEncoder.Encode(key.Exponent),
            }),
        };
    }

    private IResult Authorize(HttpRequest request)
    {
        var state = Uri.EscapeDataString(request.Query["state"]!);
        if (Denies)
        {
            return Results.Redirect($"{request.Query["redirect_uri"]}?error=access_denied&state={state}");
        }

        var code = Guid.NewGuid().ToString("N");
        _nonces[code] = request.Query["nonce"];
        return Results.Redirect($"{request.Query["redirect_uri"]}?code={code}&state={state}");
    }

    /// <summary>OpenID Connect RP-Initiated Logout 1.0.</summary>
    private IResult EndSession(HttpRequest request)
    {
        _signedOut.Enqueue(new JsonWebTokenHandler().ReadJsonWebToken(request.Query["id_token_hint"]).Subject);
        return Results.Redirect($"{request.Query["post_logout_redirect_uri"]}?state={Uri.EscapeDataString(request.Query["state"]!)}");
    }

    private async Task<IResult> TokenAsync(HttpRequest request)
    {
        var form = await request.ReadFormAsync();
        if (!_nonces.TryRemove($"{form["code"]}", out var nonce))
        {
            return Results.BadRequest();
        }

        var token = new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Authority.AbsoluteUri.TrimEnd('/'),
            Audience = ClientId,
            Expires = TimeProvider.System.GetUtcNow().AddMinutes(5).UtcDateTime,
            Claims = new Dictionary<string, object>(Person) { ["nonce"] = nonce ?? "" },
            SigningCredentials = new(_key, SecurityAlgorithms.RsaSha256),
        });
        return Results.Json(new { access_token = "none", token_type = "Bearer", expires_in = 300, id_token = token });
    }
}
