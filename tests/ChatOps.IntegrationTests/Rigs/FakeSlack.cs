using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace ChatOps.IntegrationTests.Rigs;

/// <summary>
/// Slack's Web API on loopback (tests/rigs/slack, served by tests/rigs/slack-sockets): it judges every call as Slack would, remembers all of them, and
/// misbehaves when told to. Its people, channels and tokens are the rig's own; see its README.
/// </summary>
public sealed partial class FakeSlack : IAsyncDisposable
{
    /// <summary>The token the bot calls with.</summary>
    public const string BotToken = "xoxb-fake-bot";

    /// <summary>The token the bot opens Socket Mode with.</summary>
    public const string AppToken = "xapp-fake-app";

    private readonly ChildProcess _process;
    private readonly HttpClient _client;
    private readonly Uri _sockets;

    private FakeSlack(ChildProcess process, Uri address, Uri sockets)
    {
        _process = process;
        _client = new() { BaseAddress = address };
        _sockets = sockets;
        ApiBaseUrl = new(address, "/api/");
    }

    /// <summary>For <c>Slack:ApiBaseUrl</c>.</summary>
    public Uri ApiBaseUrl { get; }

    /// <param name="postsPerSecond">How many messages a channel takes in a second before it answers 429; null for any number.</param>
    /// <exception cref="InvalidOperationException">It ended instead; the message is what it printed.</exception>
    public static async Task<FakeSlack> StartAsync(
        CancellationToken cancellationToken, int? postsPerSecond = null)
    {
        var process = ChildProcess.Start(
            "node",
            ["serve.mjs", "--rate", $"{postsPerSecond ?? 0}"],
            Repository.File("tests/rigs/slack-sockets"));
        try
        {
            var (address, sockets) = await AddressesAsync(process, cancellationToken);
            return new(process, address, sockets);
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// Every call so far, in order: of the Web API, of response URLs, of upload URLs, receipts by Socket Mode. The bot's look
    /// at itself (auth.test), which comes at any time, is left out.
    /// </summary>
    public async Task<IReadOnlyList<SlackCall>> CallsAsync(CancellationToken cancellationToken) =>
        [.. (await GetAsync<List<SlackCall>>("/_fake/calls", cancellationToken)).Where(call => call.Method != "auth.test")];

    /// <summary>The calls of one method of the Web API, such as "chat.update".</summary>
    public async Task<IReadOnlyList<SlackCall>> CallsAsync(string method, CancellationToken cancellationToken) =>
        [.. (await CallsAsync(cancellationToken)).Where(call => call.Method == method)];

    /// <summary>The newest text that each response URL was sent, by its path.</summary>
    public async Task<IReadOnlyDictionary<string, string>> AnswersAsync(CancellationToken cancellationToken)
    {
        var answers = new Dictionary<string, string>();
        foreach (var call in await CallsAsync(cancellationToken))
        {
            if (call is { Kind: "response_url", Ok: true, Path: { } path, Body: { } body })
            {
                answers[path] = $"{body.GetProperty("text")}";
            }
        }

        return answers;
    }

    /// <summary>What a channel shows now, oldest first.</summary>
    /// <param name="channel">Its id, such as "CINCIDENT".</param>
    public async Task<IReadOnlyList<SlackMessage>> MessagesAsync(string channel, CancellationToken cancellationToken)
    {
        var state = await GetAsync<State>("/_fake/state", cancellationToken);
        return state.Channels.Single(candidate => candidate.Id == channel).Messages;
    }

    /// <summary>A response URL as a slash command brings one: good for five uses in 30 minutes.</summary>
    /// <param name="age">How long ago it was handed out.</param>
    public async Task<Uri> IssueResponseUrlAsync(CancellationToken cancellationToken, TimeSpan age = default)
    {
        var answer = await PostAsync<ResponseUrl>(
            "/_fake/response-url", new { ageMs = age.TotalMilliseconds }, cancellationToken);
        return answer.Url;
    }

    /// <summary>A trigger id as a slash command or a button press brings one: good once, for three seconds.</summary>
    public async Task<string> IssueTriggerAsync(CancellationToken cancellationToken) =>
        (await PostAsync<Trigger>("/_fake/trigger", new { }, cancellationToken)).TriggerId;

    /// <summary>Sends an envelope over Socket Mode and waits three seconds for its receipt, as Slack does.</summary>
    /// <param name="type">"slash_commands", "interactive" or "events_api".</param>
    /// <param name="payload">Anything that serialises to what Slack would send.</param>
    public Task<SocketReceipt> SendEnvelopeAsync(string type, object payload, CancellationToken cancellationToken) =>
        PostAsync<SocketReceipt>("/_fake/socket", new { type, payload }, cancellationToken);

    /// <summary>Asks every connection of Socket Mode to be renewed, and closes it 200 ms later.</summary>
    public Task SayGoodbyeAsync(string reason, CancellationToken cancellationToken) =>
        PostAsync<JsonElement>($"{_sockets}disconnect", new { reason }, cancellationToken);

    /// <summary>How many connections of Socket Mode there are, and were.</summary>
    public Task<SocketCount> SocketsAsync(CancellationToken cancellationToken) =>
        GetAsync<SocketCount>($"{_sockets}sockets", cancellationToken);

    /// <summary>Somebody deletes a message of the bot's.</summary>
    public async Task DeleteAsync(string channel, string timestamp, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(ApiBaseUrl, "chat.delete"))
        {
            Content = JsonContent.Create(new { channel, ts = timestamp }),
        };
        request.Headers.Authorization = new("Bearer", BotToken);
        using var response = await _client.SendAsync(request, cancellationToken);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>Makes coming calls fail.</summary>
    public Task FailAsync(SlackFault fault, CancellationToken cancellationToken) =>
        PostAsync<JsonElement>("/_fake/fault", fault, cancellationToken);

    /// <summary>Forgets calls, faults and messages.</summary>
    public Task ResetAsync(CancellationToken cancellationToken) =>
        PostAsync<JsonElement>("/_fake/reset", new { }, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _process.DisposeAsync();
    }

    /// <summary>It picks free ports and prints its addresses once it listens.</summary>
    private static async Task<(Uri Slack, Uri Sockets)> AddressesAsync(ChildProcess process, CancellationToken cancellationToken)
    {
        var match = await Eventually.SeeAsync(
            "the fake Slack says where it listens",
            _ => Task.FromResult(process.HasExited ? null : Listening().Match(process.Output)),
            match => match is null or { Success: true },
            cancellationToken);
        return match is not null
            ? (new(match.Groups["address"].Value), new(match.Groups["sockets"].Value))
            : throw new InvalidOperationException($"The fake Slack ended (npm ci in tests/rigs/slack?):\n{process.Output}");
    }

    private async Task<T> GetAsync<T>(string path, CancellationToken cancellationToken) =>
        await _client.GetFromJsonAsync<T>(path, SlackJson.Options, cancellationToken)
        ?? throw new JsonException($"{path} answered null.");

    private async Task<T> PostAsync<T>(string path, object body, CancellationToken cancellationToken)
    {
        using var response = await _client.PostAsJsonAsync(path, body, SlackJson.Options, cancellationToken);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<T>(SlackJson.Options, cancellationToken)
            ?? throw new JsonException($"{path} answered null.");
    }

    [GeneratedRegex(@"fake Slack: (?<address>http://[\d.]+:\d+)/api/ sockets: (?<sockets>http://[\d.]+:\d+/) ", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Listening();

    private sealed record State(IReadOnlyList<Channel> Channels);

    private sealed record Channel(string Id, IReadOnlyList<SlackMessage> Messages);

    private sealed record ResponseUrl(Uri Url);

    private sealed record Trigger([property: JsonPropertyName("trigger_id")] string TriggerId);
}
