using System.Collections.Concurrent;
using System.Net;
using System.Text;
using ChatOps.Adapters.Teams;
using ChatOps.Adapters.Teams.Identity;
using ChatOps.Chat;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Teams;

/// <summary>Microsoft's own library, with the bot's own client, against an Entra of a few answers.</summary>
public sealed class EntraTokensTests : IAsyncDisposable
{
    private const string Tenant = "00000000-0000-4000-8000-0000000000f0";
    private const string Secret = "client-secret~1";

    private readonly FakeEntra _entra = new();
    private readonly FakeTimeProvider _time = new(TimeProvider.System.GetUtcNow());
    private readonly ServiceProvider _services;

    public EntraTokensTests()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Teams:AppId"] = "00000000-0000-4000-8000-0000000000b0",
            ["Teams:TenantId"] = Tenant,
            ["Teams:ClientSecret"] = Secret,
        }).Build();
        _services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<TimeProvider>(_time)
            .AddTeams(configuration)
            .ConfigureAll<HttpClientFactoryOptions>(options =>
                options.HttpMessageHandlerBuilderActions.Add(handler => handler.PrimaryHandler = _entra))
            .BuildServiceProvider();
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private IBotTokens Tokens => _services.GetRequiredService<IBotTokens>();

    public async ValueTask DisposeAsync() => await _services.DisposeAsync();

    [Fact]
    public async Task A_token_is_asked_for_as_the_app_in_its_own_tenant_and_kept()
    {
        (await Tokens.GetAsync(refused: null, Stop)).ShouldBe("token-1");
        (await Tokens.GetAsync(refused: null, Stop)).ShouldBe("token-1");

        var (address, body) = _entra.Asked.ShouldHaveSingleItem();
        address.ShouldBe($"https://login.microsoftonline.com/{Tenant}/oauth2/v2.0/token");
        body.ShouldContain("grant_type=client_credentials");
        body.ShouldContain("scope=https%3A%2F%2Fapi.botframework.com%2F.default");
        body.ShouldContain("client_id=00000000-0000-4000-8000-0000000000b0");
    }

    [Fact]
    public async Task Of_many_calls_that_were_refused_with_the_same_token_one_fetches_another()
    {
        await Tokens.GetAsync(refused: null, Stop);

        var fetched = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Tokens.GetAsync("token-1", Stop)));

        fetched.ShouldAllBe(token => token == "token-2");
        _entra.Asked.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_bot_that_is_refused_whatever_its_token_asks_for_another_once_a_minute()
    {
        var token = await Tokens.GetAsync(refused: null, Stop);
        foreach (var _ in Enumerable.Range(0, 10))
        {
            token = await Tokens.GetAsync(token, Stop);
        }

        _entra.Asked.Count.ShouldBe(2);
        _time.Advance(EntraTokens.BetweenRefusals);
        (await Tokens.GetAsync(token, Stop)).ShouldBe("token-3");
    }

    [Theory]
    [InlineData(HttpStatusCode.Unauthorized, "invalid_client")]
    [InlineData(HttpStatusCode.BadRequest, "unauthorized_client")]
    public async Task A_secret_that_does_not_count_is_told_in_words(HttpStatusCode status, string error)
    {
        _entra.Answer = () => Json(status, $$"""{"error":"{{error}}","error_description":"AADSTS7000222: expired"}""");

        var refused = await Should.ThrowAsync<ChatRefusedException>(() => Tokens.GetAsync(refused: null, Stop));

        refused.Message.ShouldBe(
            $"Entra gives the bot no token ({error}): check Teams:AppId, Teams:TenantId and Teams:ClientSecret, which may have expired.");
        refused.ToString().ShouldNotContain(Secret);
    }

    [Theory]
    [InlineData(HttpStatusCode.TooManyRequests, "temporarily_unavailable")]
    [InlineData(HttpStatusCode.ServiceUnavailable, "server_error")]
    public async Task An_Entra_that_is_away_is_waited_for(HttpStatusCode status, string error)
    {
        _entra.Answer = () => Json(status, $$"""{"error":"{{error}}"}""");

        var away = await Should.ThrowAsync<ChatUnavailableException>(() => Tokens.GetAsync(refused: null, Stop));

        away.Message.ShouldBe("Entra, which gives the bot its tokens, can't be reached.");
    }

    [Fact]
    public async Task A_dead_line_is_Entra_away()
    {
        _entra.Answer = () => throw new HttpRequestException("no route to host");

        await Should.ThrowAsync<ChatUnavailableException>(() => Tokens.GetAsync(refused: null, Stop));
    }

    private static HttpResponseMessage Json(HttpStatusCode status, string json) =>
        new(status) { Content = new StringContent(json, Encoding.UTF8, "application/json") };

    /// <summary>Knows its own cloud, and gives a new token each time.</summary>
    private sealed class FakeEntra : HttpMessageHandler
    {
        private readonly ConcurrentQueue<(string Address, string Body)> _asked = new();

        public FakeEntra() => Answer = () =>
            Json(HttpStatusCode.OK, $$"""{"token_type":"Bearer","expires_in":3599,"access_token":"token-{{_asked.Count}}"}""");

        /// <summary>To who asks for a token.</summary>
        public Func<HttpResponseMessage> Answer { get; set; }

        /// <summary>For tokens: where, and what was sent.</summary>
        public IReadOnlyCollection<(string Address, string Body)> Asked => _asked;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.Method == HttpMethod.Get)
            {
                return Json(
                    HttpStatusCode.OK,
                    """
                    {"tenant_discovery_endpoint":"https://login.microsoftonline.com/common/v2.0/.well-known/openid-configuration",
                     "metadata":[{"preferred_network":"login.microsoftonline.com","preferred_cache":"login.windows.net",
                       "aliases":["login.microsoftonline.com","login.windows.net"]}]}
                    """);
            }

            _asked.Enqueue(($"{request.RequestUri}".Split('?')[0], await request.Content!.ReadAsStringAsync(cancellationToken))); // a POST
            return Answer();
        }
    }
}
