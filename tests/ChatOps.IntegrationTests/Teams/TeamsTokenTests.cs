using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using ChatOps.IntegrationTests.Rigs;
using Microsoft.IdentityModel.Tokens;
using Shouldly;
using Xunit;

namespace ChatOps.IntegrationTests.Teams;

/// <summary>Who gets in: the keys come from an issuer on loopback, by the same way as the Bot Framework's.</summary>
public sealed class TeamsTokenTests : WithTeams
{
    [Fact]
    public async Task A_token_of_the_bot_framework_gets_in()
    {
        using var response = await Alice.SendAsync(Alice.Message("pods zodiac-cosmo-1172"), Alice.Token(), Stop);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        var heard = Bot.Desk.Requests.ShouldHaveSingleItem();
        heard.Text.ShouldBe("pods zodiac-cosmo-1172");
        heard.Actor.ShouldBe(new("teams", TeamsUser.Alice, "Alice"));
        heard.Conversation.ShouldBe(new("teams", TeamsUser.Channel, TeamsUser.ThreadId));
    }

    [Theory]
    [InlineData("missing", HttpStatusCode.Unauthorized)]
    [InlineData("garbage", HttpStatusCode.Unauthorized)]
    [InlineData("wrong issuer", HttpStatusCode.Unauthorized)]
    [InlineData("wrong audience", HttpStatusCode.Unauthorized)]
    [InlineData("for several", HttpStatusCode.Unauthorized)]
    [InlineData("wrong key", HttpStatusCode.Unauthorized)]
    [InlineData("other key under the same name", HttpStatusCode.Unauthorized)]
    [InlineData("expired", HttpStatusCode.Unauthorized)]
    [InlineData("never expires", HttpStatusCode.Unauthorized)]
    [InlineData("not yet valid", HttpStatusCode.Unauthorized)]
    [InlineData("unsigned", HttpStatusCode.Unauthorized)]
    [InlineData("alg swapped", HttpStatusCode.Unauthorized)]
    [InlineData("alg PS256", HttpStatusCode.Unauthorized)]
    [InlineData("no serviceurl", HttpStatusCode.Forbidden)]
    [InlineData("other serviceurl", HttpStatusCode.Forbidden)]
    [InlineData("untrusted service", HttpStatusCode.Forbidden)]
    [InlineData("foreign tenant", HttpStatusCode.Forbidden)]
    [InlineData("two tenants", HttpStatusCode.Forbidden)]
    [InlineData("no tenant", HttpStatusCode.Forbidden)]
    [InlineData("other channel", HttpStatusCode.Forbidden)]
    public async Task Nothing_else_gets_in(string flaw, HttpStatusCode expected)
    {
        var activity = Alice.Message("restart scheduler zodiac-cosmo-1172");

        using var response = await Alice.SendAsync(activity, TokenWith(flaw, activity), Stop);

        response.StatusCode.ShouldBe(expected);
        Bot.Desk.Requests.ShouldBeEmpty();
        Teams.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_key_that_speaks_for_another_channel_does_not_count()
    {
        await using var directLine = await FakeTeams.StartAsync(Stop, endorsement: "directline");
        await using var bot = await TeamsBot.StartAsync(directLine);
        var alice = new TeamsUser(bot.Client, directLine);

        using var response = await alice.SendAsync(alice.Message("pods"), alice.Token(), Stop);

        response.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        bot.Desk.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Keys_roll_over_while_the_bot_runs()
    {
        await Alice.SayAsync("before", Stop);
        var old = Alice.Token();
        Teams.RollOver();

        await Alice.SayAsync("after", Stop);
        using var late = await Alice.SendAsync(Alice.Message("too late"), old, Stop);

        late.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        Bot.Desk.Requests.Select(request => request.Text).ShouldBe(["before", "after"]);
    }

    [Fact]
    public async Task Clocks_may_be_a_few_minutes_apart()
    {
        var late = Alice.Token(token => (token.NotBefore, token.Expires) = (Now.AddHours(-1), Now.AddMinutes(-4)));

        using var response = await Alice.SendAsync(Alice.Message("pods"), late, Stop);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task What_comes_twice_is_done_once()
    {
        var activity = Alice.Message("pods");
        foreach (var _ in Enumerable.Range(0, 2))
        {
            using var response = await Alice.SendAsync(activity, Alice.Token(), Stop);
            response.StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        Bot.Desk.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Calls_without_a_token_are_for_development_alone()
    {
        var failed = await Should.ThrowAsync<Microsoft.Extensions.Options.OptionsValidationException>(async () =>
        {
            await using var bot = await TeamsBot.StartAsync(Teams, ("Teams:AllowUnauthenticated", "true"));
        });

        failed.Message.ShouldContain("Teams:AllowUnauthenticated");
    }

    private static DateTime Now => TimeProvider.System.GetUtcNow().UtcDateTime;

    /// <param name="activity">What is sent with it, which may have the flaw instead.</param>
    private string? TokenWith(string flaw, JsonObject activity)
    {
        switch (flaw)
        {
            case "missing":
                return null;
            case "garbage":
                return "garbage";
            case "unsigned":
                return Unsigned();
            case "alg swapped":
                return Alice.Token(key: PublicModulus(), algorithm: SecurityAlgorithms.HmacSha256);
            case "alg PS256":
                return Alice.Token(algorithm: SecurityAlgorithms.RsaSsaPssSha256);
            case "wrong key":
                return Alice.Token(key: TeamsKey.Create().Private);
            case "other key under the same name":
                var other = TeamsKey.Create().Private;
                other.KeyId = Teams.Key.Private.KeyId;
                return Alice.Token(key: other);
            case "untrusted service":
                activity["serviceUrl"] = "https://smba.example.com/teams/";
                return Alice.Token(token => token.Claims["serviceurl"] = "https://smba.example.com/teams/");
            case "foreign tenant":
                activity["conversation"]!["tenantId"] = TeamsUser.Bob;
                activity["channelData"]!["tenant"]!["id"] = TeamsUser.Bob;
                return Alice.Token();
            case "two tenants":
                activity["channelData"]!["tenant"]!["id"] = TeamsUser.Bob;
                return Alice.Token();
            case "no tenant":
                ((JsonObject)activity["conversation"]!).Remove("tenantId");
                activity.Remove("channelData");
                return Alice.Token();
            case "other channel":
                activity["channelId"] = "webchat";
                return Alice.Token();
            default:
                return Alice.Token(token => Spoil(token, flaw));
        }
    }

    private static void Spoil(SecurityTokenDescriptor token, string flaw)
    {
        switch (flaw)
        {
            case "wrong issuer":
                token.Issuer = "https://sts.windows.net/00000000-0000-4000-8000-0000000000f0/";
                break;
            case "wrong audience":
                token.Audience = TeamsUser.Bob;
                break;
            case "for several":
                token.Audiences.Add(TeamsUser.Bob);
                break;
            case "expired":
                (token.NotBefore, token.Expires) = (Now.AddHours(-2), Now.AddMinutes(-6));
                break;
            case "never expires":
                token.Expires = null;
                break;
            case "not yet valid":
                token.NotBefore = Now.AddMinutes(6);
                break;
            case "no serviceurl":
                token.Claims.Remove("serviceurl");
                break;
            case "other serviceurl":
                token.Claims["serviceurl"] = "https://smba.trafficmanager.net/teams/";
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(flaw), flaw, "No such flaw.");
        }
    }

    private string Unsigned()
    {
        var parts = Alice.Token().Split('.');
        return $"{Base64UrlEncoder.Encode("""{"alg":"none","typ":"JWT"}""")}.{parts[1]}.";
    }

    /// <summary>What everybody may know, taken for a secret.</summary>
    private SymmetricSecurityKey PublicModulus() =>
        new(Encoding.ASCII.GetBytes(Base64UrlEncoder.Encode(Teams.Key.Private.Rsa.ExportParameters(false).Modulus)))
        {
            KeyId = Teams.Key.Private.KeyId,
        };
}
