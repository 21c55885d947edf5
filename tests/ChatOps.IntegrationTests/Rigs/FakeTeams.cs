using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using ChatOps.IntegrationTests.Chat;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;

namespace ChatOps.IntegrationTests.Rigs;

/// <summary>
/// Teams on loopback: the Bot Framework's keys with their metadata, and the connector, which keeps what it is sent. It is as
/// strict as the bot's own reading of the protocol, and no more: a thread is there when its first message is.
/// </summary>
public sealed class FakeTeams : IAsyncDisposable
{
    private const string Prefix = "/teams";

    private readonly WebApplication _app;
    private readonly ConcurrentQueue<TeamsCall> _calls = new();
    private readonly Lock _lock = new();
    private readonly List<TeamsMessage> _messages = [];
    private readonly HashSet<string> _threads = [TeamsUser.Thread];
    private int _lastId;

    private FakeTeams(WebApplication app) => _app = app;

    /// <summary>Signs what comes in as long as nobody rolls it over.</summary>
    public TeamsKey Key { get; private set; } = TeamsKey.Create();

    /// <summary>What befalls a call instead of being taken, by its number from 1 on; null for nothing.</summary>
    public Func<int, HttpRequest, IResult?> Trouble { get; set; } = (_, _) => null;

    /// <summary>Where the bot is not: channels, and people who did not add the app.</summary>
    public HashSet<string> Closed { get; } = [];

    /// <summary>Everybody whom the connector knows, by the id in the path: the JSON of the member.</summary>
    public Dictionary<string, object> Members { get; } = [];

    public Uri Address => new(_app.Urls.Single());

    /// <summary>For <c>Teams:MetadataUrl</c>.</summary>
    public Uri MetadataUrl => new(Address, "/.well-known/openidconfiguration");

    public string ServiceUrl => $"{new Uri(Address, Prefix)}/";

    /// <summary>All calls of the connector so far, refused ones included.</summary>
    public IReadOnlyList<TeamsCall> Calls => [.. _calls];

    public static async Task<FakeTeams> StartAsync(CancellationToken cancellationToken, string endorsement = "msteams")
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        var app = builder.Build();
        var teams = new FakeTeams(app) { Key = TeamsKey.Create(endorsement) };
        app.UseRouting();
        teams.Map(app);
        await app.StartAsync(cancellationToken);
        return teams;
    }

    /// <summary>What a conversation shows now, oldest first.</summary>
    /// <param name="wireId">With the thread; all conversations unless told.</param>
    public IReadOnlyList<TeamsMessage> Messages(string? wireId = null)
    {
        lock (_lock)
        {
            return [.. _messages.Where(message => wireId is null || message.WireId == wireId)];
        }
    }

    /// <summary>What a team's channel shows now with all its threads, oldest first.</summary>
    public IReadOnlyList<ShownMessage> ShownIn(string channel) =>
    [
        .. Messages().Where(message => message.WireId.StartsWith(channel, StringComparison.Ordinal))
            .Select(message => new ShownMessage(message.Id, message.Thread == message.Id ? null : message.Thread, message.Words)),
    ];

    /// <summary>Somebody deletes a message.</summary>
    public void Delete(string id)
    {
        lock (_lock)
        {
            _messages.RemoveAll(found => found.Id == id);
        }
    }

    /// <summary>From now on another key signs, and the old one is not published any more.</summary>
    public void RollOver() => Key = TeamsKey.Create();

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private void Map(WebApplication app)
    {
        app.MapGet("/.well-known/openidconfiguration", () => Results.Json(new
        {
            issuer = TeamsUser.Issuer,
            jwks_uri = new Uri(Address, "/keys").ToString(),
        }));
        app.MapGet("/keys", () => Results.Json(new { keys = new[] { Key.Published } }));
        var connector = app.MapGroup($"{Prefix}/v3/conversations").AddEndpointFilter(CountAsync);
        connector.MapPost("", BeginAsync);
        connector.MapPost("/{conversation}/activities", PostAsync);
        connector.MapPut("/{conversation}/activities/{id}", ReplaceAsync);
        connector.MapGet("/{conversation}/pagedmembers", (string conversation) =>
            Closed.Contains(conversation) ? NotInRoster() : Results.Json(new { members = Array.Empty<object>() }));
        connector.MapGet("/{conversation}/members/{user}", (string user) =>
            Members.TryGetValue(user, out var member) ? Results.Json(member) : Error(404, "ConversationNotFound"));
    }

    private async ValueTask<object?> CountAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var request = context.HttpContext.Request;
        _calls.Enqueue(new(request.Method, request.Path.Value![(Prefix.Length + "/v3".Length)..], $"{request.Headers.Authorization}"));
        return Trouble(_calls.Count, request) ?? await next(context);
    }

    private async Task<IResult> BeginAsync(HttpRequest request)
    {
        var body = (await JsonDocument.ParseAsync(request.Body)).RootElement;
        if (!body.GetProperty("isGroup").GetBoolean())
        {
            var person = $"{body.GetProperty("members")[0].GetProperty("id")}";
            return Closed.Contains(person) ? NotInRoster() : Results.Json(new { id = $"a:{person}" });
        }

        var channel = body.GetProperty("channelData").GetProperty("channel").GetProperty("id").GetString();
        if (channel is null || Closed.Contains(channel))
        {
            return NotInRoster();
        }

        var id = NextId();
        var wireId = $"{channel};messageid={id}";
        lock (_lock)
        {
            _threads.Add(wireId);
        }

        Keep(id, wireId, body.GetProperty("activity"));
        return Results.Json(new { id = wireId, activityId = id }, statusCode: 201);
    }

    private async Task<IResult> PostAsync(string conversation, HttpRequest request)
    {
        if (!Exists(conversation))
        {
            return Error(404, "ConversationNotFound");
        }

        var id = NextId();
        Keep(id, conversation, (await JsonDocument.ParseAsync(request.Body)).RootElement);
        return Results.Json(new { id }, statusCode: 201);
    }

    private async Task<IResult> ReplaceAsync(string conversation, string id, HttpRequest request)
    {
        var body = (await JsonDocument.ParseAsync(request.Body)).RootElement;
        lock (_lock)
        {
            var index = _messages.FindIndex(message => message.Id == id && message.WireId == conversation);
            if (index < 0)
            {
                return Error(404, "ActivityNotFoundInConversation");
            }

            _messages[index] = TeamsMessage.From(id, conversation, body);
        }

        return Results.Json(new { id });
    }

    private bool Exists(string conversation)
    {
        lock (_lock)
        {
            return !conversation.Contains(";messageid=") || _threads.Contains(conversation);
        }
    }

    private string NextId() => $"{1_700_000_000_000 + Interlocked.Increment(ref _lastId)}";

    private void Keep(string id, string wireId, JsonElement activity)
    {
        lock (_lock)
        {
            _messages.Add(TeamsMessage.From(id, wireId, activity));
        }
    }

    private static IResult NotInRoster() => Error(403, "BotNotInConversationRoster");

    /// <param name="seconds">How long it asks to wait.</param>
    public static IResult Busy(HttpRequest request, int seconds = 1)
    {
        request.HttpContext.Response.Headers.RetryAfter = $"{seconds}";
        return Error(429, "Throttled");
    }

    public static IResult Error(int status, string code) =>
        Results.Json(new { error = new { code, message = code } }, statusCode: status);
}

/// <param name="Path">Behind "/v3", unescaped.</param>
/// <param name="Authorization">The header; empty without one.</param>
public sealed record TeamsCall(string Method, string Path, string Authorization);

/// <summary>A message as a conversation shows it now.</summary>
/// <param name="Card">The Adaptive Card.</param>
public sealed record TeamsMessage(string Id, string WireId, string Summary, JsonElement Card)
{
    /// <summary>Everything on the card and in its buttons, as JSON.</summary>
    public string Text => Card.GetRawText();

    /// <summary>The id of the message that begins its thread; null outside of channels.</summary>
    public string? Thread => WireId.Split(";messageid=") is [_, var thread] ? thread : null;

    /// <summary>All that is to be read on the card, line by line as it stands there.</summary>
    public string Words => string.Join('\n', Blocks(Card.GetProperty("body")));

    /// <summary>The commands of the buttons, wherever on the card they are.</summary>
    public IReadOnlyList<string> Commands => [.. Find(Card).Distinct()];

    public static TeamsMessage From(string id, string wireId, JsonElement activity)
    {
        var attachment = activity.GetProperty("attachments")[0];
        return $"{attachment.GetProperty("contentType")}" == "application/vnd.microsoft.card.adaptive"
            ? new(id, wireId, $"{activity.GetProperty("summary")}", attachment.GetProperty("content").Clone())
            : throw new JsonException("Not an Adaptive Card.");
    }

    private static IEnumerable<string> Blocks(JsonElement elements) => elements.EnumerateArray().SelectMany(element =>
        element.TryGetProperty("items", out var items) ? Blocks(items)
        : element.TryGetProperty("inlines", out var runs) ? [string.Concat(runs.EnumerateArray().Select(run => $"{run.GetProperty("text")}"))]
        : []);

    private static IEnumerable<string> Find(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Find),
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property =>
            property is { Name: "command", Value.ValueKind: JsonValueKind.String } ? [$"{property.Value}"] : Find(property.Value)),
        _ => [],
    };
}

/// <summary>A key of the Bot Framework's.</summary>
public sealed record TeamsKey(RsaSecurityKey Private, object Published)
{
    public static TeamsKey Create(string endorsement = "msteams")
    {
        var rsa = RSA.Create(2048);
        var key = new RsaSecurityKey(rsa) { KeyId = Guid.NewGuid().ToString("N") };
        var shown = rsa.ExportParameters(includePrivateParameters: false);
        return new(key, new
        {
            kty = "RSA",
            use = "sig",
            kid = key.KeyId,
            n = Base64UrlEncoder.Encode(shown.Modulus),
            e = Base64UrlEncoder.Encode(shown.Exponent),
            endorsements = new[] { endorsement },
        });
    }
}
