using System.Text.Json;

namespace ChatOps.IntegrationTests.Rigs;

/// <summary>Somebody in the fake Slack's workspace who types slash commands to a bot.</summary>
/// <param name="bot">Leads to the bot.</param>
/// <param name="id">One of the rig's people.</param>
/// <param name="channel">Where they type; the bot is a member of CINCIDENT, and not of CGENERAL.</param>
public sealed class SlackUser(HttpClient bot, FakeSlack slack, string id = "UALICE", string channel = "CINCIDENT")
{
    public const string SigningSecret = "8f742231b10e8888abcd99yyyzzz85a5";

    private readonly SlackSigner _signer = new(SigningSecret, TimeProvider.System);

    /// <summary>What a host needs to be this Slack's bot.</summary>
    public static Dictionary<string, string> SettingsFor(FakeSlack slack) => new()
    {
        ["Slack:SigningSecret"] = SigningSecret,
        ["Slack:BotToken"] = FakeSlack.BotToken,
        ["Slack:ApiBaseUrl"] = slack.ApiBaseUrl.ToString(),
        ["Slack:ResponseUrlHosts:0"] = slack.ApiBaseUrl.Host,
    };

    /// <summary>Presses a button of a message of the bot's.</summary>
    /// <param name="value">What the bot put into the button: <see cref="SlackMessage.Buttons"/>.</param>
    /// <returns>Where the answer will come, which only they see; <see cref="FakeSlack.AnswersAsync"/> has it then.</returns>
    /// <exception cref="HttpRequestException">It was not acknowledged.</exception>
    public async Task<Uri> PressAsync(string value, CancellationToken cancellationToken)
    {
        var responseUrl = await slack.IssueResponseUrlAsync(cancellationToken);
        var click = JsonSerializer.Serialize(new
        {
            type = "block_actions",
            user = new { id, username = id[1..].ToLowerInvariant(), team_id = "T0001" },
            team = new { id = "T0001" },
            api_app_id = "A0001",
            trigger_id = Guid.NewGuid().ToString(),
            response_url = responseUrl.ToString(),
            container = new { type = "message", channel_id = channel },
            actions = new[] { new { type = "button", value } },
        });
        using var request = _signer.Payload("/slack/action", click);
        using var response = await bot.SendAsync(request, cancellationToken);
        response.EnsureSuccessStatusCode();
        return responseUrl;
    }

    /// <summary>Presses a button and waits for what the bot says to it.</summary>
    public async Task<string> PressAndReadAsync(string value, CancellationToken cancellationToken)
    {
        var responseUrl = await PressAsync(value, cancellationToken);
        var answers = await Eventually.SeeAsync(
            $"the answer to {value}",
            slack.AnswersAsync,
            answers => answers.ContainsKey(responseUrl.AbsolutePath),
            cancellationToken);
        return answers[responseUrl.AbsolutePath];
    }

    /// <summary>Types "/astro TEXT".</summary>
    /// <param name="trigger">The trigger id; the same twice is the same delivery twice.</param>
    /// <returns>The text that only they see.</returns>
    /// <exception cref="HttpRequestException">It was not acknowledged.</exception>
    public async Task<string> SayAsync(string text, CancellationToken cancellationToken, string? trigger = null)
    {
        var responseUrl = await slack.IssueResponseUrlAsync(cancellationToken);
        using var request = _signer.Form("/slack/command",
        [
            new("command", "/astro"), new("text", text), new("user_id", id), new("user_name", id[1..].ToLowerInvariant()),
            new("team_id", "T0001"), new("channel_id", channel), new("api_app_id", "A0001"),
            new("trigger_id", trigger ?? Guid.NewGuid().ToString()), new("response_url", responseUrl.ToString()),
        ]);
        using var response = await bot.SendAsync(request, cancellationToken);
        response.EnsureSuccessStatusCode();
        using var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync(cancellationToken));
        return answer.RootElement.GetProperty("text").GetString()!; // the bot's answers always have one
    }
}
