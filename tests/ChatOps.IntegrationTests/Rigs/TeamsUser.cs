using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace ChatOps.IntegrationTests.Rigs;

/// <summary>Somebody in the tenant who talks with a bot in Teams.</summary>
/// <param name="bot">Leads to the bot.</param>
/// <param name="objectId">Their object id in Entra.</param>
/// <param name="place">Where they are: the thread of a team's channel unless told.</param>
/// <param name="isSigned">False for a bot that asks for no tokens, as <see cref="SettingsWithoutTokens"/> make one.</param>
public sealed class TeamsUser(
    HttpClient bot, FakeTeams teams, string objectId = TeamsUser.Alice, bool isSigned = true, TeamsSpot? place = null)
{
    public const string Issuer = "https://api.botframework.com";
    public const string AppId = "00000000-0000-4000-8000-0000000000b0";
    public const string TenantId = "00000000-0000-4000-8000-0000000000f0";
    public const string Alice = "00000000-0000-4000-8000-0000000000a1";
    public const string Bob = "00000000-0000-4000-8000-0000000000a2";
    public const string Channel = "19:incidents@thread.tacv2";
    public const string ThreadId = "1600000000000";
    public const string Thread = $"{Channel};messageid={ThreadId}";

    private readonly TeamsSpot _place = place ?? new(Thread, "channel");

    private string? TokenOrNone => isSigned ? Token() : null;

    /// <summary>What a host needs to be this Teams' bot.</summary>
    public static Dictionary<string, string> SettingsFor(FakeTeams teams) => new()
    {
        ["Teams:AppId"] = AppId,
        ["Teams:TenantId"] = TenantId,
        ["Teams:ClientSecret"] = "client-secret",
        ["Teams:MetadataUrl"] = teams.MetadataUrl.ToString(),
        ["Teams:ServiceUrl"] = teams.ServiceUrl,
        ["Teams:ServiceUrlHosts:0"] = "127.0.0.1",
    };

    /// <summary>The same for a host of its own, which can't reach Entra: as Microsoft's playground runs it, without tokens.</summary>
    public static Dictionary<string, string> SettingsWithoutTokens(FakeTeams teams) => new()
    {
        ["ASPNETCORE_ENVIRONMENT"] = "Development",
        ["Teams:AllowUnauthenticated"] = "true",
        ["Teams:TenantId"] = TenantId,
        ["Teams:ServiceUrl"] = teams.ServiceUrl,
    };

    /// <summary>Sends something as the Bot Framework does.</summary>
    public async Task<HttpResponseMessage> SendAsync(JsonObject activity, string? token, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/messages") { Content = JsonContent.Create(activity) };
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        return await bot.SendAsync(request, cancellationToken);
    }

    /// <summary>Mentions the bot and says something.</summary>
    public async Task SayAsync(string text, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(Message(text), TokenOrNone, cancellationToken);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>Presses a button of a card.</summary>
    /// <returns>What the client is told: the verdict.</returns>
    public async Task<JsonElement> PressAsync(TeamsMessage on, string command, CancellationToken cancellationToken) =>
        await InvokeAsync(on, "command", "manual", new JsonObject { ["command"] = command }, cancellationToken);

    /// <summary>A client that shows a card asks how things are.</summary>
    public async Task<JsonElement> RefreshAsync(TeamsMessage shown, CancellationToken cancellationToken) =>
        await InvokeAsync(shown, "refresh", "automatic", [], cancellationToken);

    public async Task<JsonElement> InvokeAsync(
        TeamsMessage on, string verb, string trigger, JsonObject data, CancellationToken cancellationToken) =>
        await DeliverAsync(Invoke(on, verb, trigger, data), cancellationToken);

    /// <summary>Delivers an invoke, as often as it is told to.</summary>
    public async Task<JsonElement> DeliverAsync(JsonObject invoke, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(invoke, TokenOrNone, cancellationToken);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
    }

    public JsonObject Invoke(TeamsMessage on, string verb, string trigger, JsonObject data)
    {
        var activity = Activity("invoke");
        activity["conversation"]!["id"] = on.WireId;
        activity["name"] = "adaptiveCard/action";
        activity["replyToId"] = on.Id;
        activity["value"] = new JsonObject
        {
            ["action"] = new JsonObject { ["type"] = "Action.Execute", ["verb"] = verb, ["data"] = data },
            ["trigger"] = trigger,
        };
        return activity;
    }

    public JsonObject Message(string text)
    {
        var activity = Activity("message");
        activity["text"] = $"<at>ChatOps</at> {text}";
        activity["entities"] = new JsonArray(new JsonObject
        {
            ["type"] = "mention",
            ["mentioned"] = new JsonObject { ["id"] = $"28:{AppId}", ["name"] = "ChatOps" },
            ["text"] = "<at>ChatOps</at>",
        });
        return activity;
    }

    public JsonObject Activity(string type) => new()
    {
        ["type"] = type,
        ["id"] = $"f:{Guid.NewGuid()}",
        ["channelId"] = "msteams",
        ["serviceUrl"] = teams.ServiceUrl,
        ["from"] = new JsonObject { ["id"] = $"29:{objectId}", ["aadObjectId"] = objectId, ["name"] = objectId == Alice ? "Alice" : "Bob" },
        ["recipient"] = new JsonObject { ["id"] = $"28:{AppId}", ["name"] = "ChatOps" },
        ["conversation"] = new JsonObject { ["id"] = _place.Id, ["conversationType"] = _place.Type, ["tenantId"] = TenantId },
        ["channelData"] = new JsonObject { ["tenant"] = new JsonObject { ["id"] = TenantId } },
    };

    /// <summary>A token as the Bot Framework signs one.</summary>
    /// <param name="change">Makes something else of it.</param>
    /// <param name="key">The published one unless told.</param>
    public string Token(Action<SecurityTokenDescriptor>? change = null, SecurityKey? key = null, string algorithm = SecurityAlgorithms.RsaSha256)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var descriptor = new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = AppId,
            NotBefore = now.AddMinutes(-1),
            Expires = now.AddHours(1),
            Claims = new Dictionary<string, object> { ["serviceurl"] = teams.ServiceUrl },
            SigningCredentials = new(key ?? teams.Key.Private, algorithm),
        };
        change?.Invoke(descriptor);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(descriptor);
    }
}

/// <summary>A conversation as Teams names it.</summary>
/// <param name="Id">On the wire, the thread included.</param>
/// <param name="Type">"personal", "groupChat" or "channel".</param>
public sealed record TeamsSpot(string Id, string Type)
{
    public static TeamsSpot Personal(string objectId) => new($"a:29:{objectId}", "personal");

    public static TeamsSpot Group { get; } = new("19:group@thread.v2", "groupChat");

    /// <summary>The channel itself, where nobody has said anything yet.</summary>
    public static TeamsSpot Team { get; } = new(TeamsUser.Channel, "channel");
}
