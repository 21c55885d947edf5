using System.Text.Json;

namespace ChatOps.IntegrationTests.Rigs;

/// <summary>Somebody in the fake Slack's workspace who types slash commands to a bot.</summary>
/// <param name="bot">Leads to the bot.</param>
/// <param name="id">One of the rig's people.</param>
/// <param name="channel">Where they type; the bot is a member of CINCIDENT, and not of CGENERAL.</param>
public sealed class SlackUser(HttpClient bot, FakeSlack slack, string id = "UALICE", string channel = "CINCIDENT")
{
    public const string SigningSecret = "8f742231b10e8888abcd99yyyzzz85a5";

    private const int MostDeliveries = 5;

    private static readonly object Team = new { id = "T0001" };

    private readonly SlackSigner _signer = new(SigningSecret, TimeProvider.System);

    private object Self => new { id, username = id[1..].ToLowerInvariant(), team_id = "T0001" };

    /// <summary>What a host needs to be this Slack's bot.</summary>
    public static Dictionary<string, string> SettingsFor(FakeSlack slack) => new()
    {
        ["Slack:SigningSecret"] = SigningSecret,
        ["Slack:BotToken"] = FakeSlack.BotToken,
        ["Slack:TeamId"] = "T0001",
        ["Slack:ApiBaseUrl"] = slack.ApiBaseUrl.ToString(),
        ["Slack:ResponseUrlHosts:0"] = slack.ApiBaseUrl.Host,
    };

    /// <summary>What a host needs beside that: Alice may ask, Bob may decide.</summary>
    /// <param name="kubeconfig">Leads to the cluster; null for the one that the host brings along.</param>
    public static Dictionary<string, string> SettingsForTwo(FakeSlack slack, string? kubeconfig = null)
    {
        var settings = SettingsFor(slack);
        settings["Access:Grants:0:Role"] = "Operator";
        settings["Access:Grants:0:To"] = "slack:UALICE";
        settings["Access:Grants:1:Role"] = "Approver";
        settings["Access:Grants:1:To"] = "slack:UBOB";
        if (kubeconfig is not null)
        {
            settings["Cluster:Mode"] = "Kubeconfig";
            settings["Cluster:Kubeconfig"] = kubeconfig;
        }

        return settings;
    }

    /// <summary>Presses a button of a message of the bot's.</summary>
    /// <param name="value">What the bot put into the button: <see cref="SlackMessage.Buttons"/>.</param>
    /// <returns>Where the answer will come, which only they see; <see cref="FakeSlack.AnswersAsync"/> has it then.</returns>
    /// <exception cref="HttpRequestException">It was not acknowledged.</exception>
    public Task<Uri> PressAsync(string value, CancellationToken cancellationToken) =>
        ClickAsync(new { type = "button", value }, Guid.NewGuid().ToString(), cancellationToken);

    /// <summary>Presses a button that asks something first.</summary>
    /// <returns>The modal that the bot has opened by the time the click is acknowledged, as Slack got it.</returns>
    public async Task<JsonElement> OpenAsync(SlackButton button, CancellationToken cancellationToken)
    {
        var trigger = await slack.IssueTriggerAsync(cancellationToken);
        var text = new { type = "plain_text", text = button.Label };
        await ClickAsync(
            new { type = "button", action_id = button.ActionId, text, value = button.Value }, trigger, cancellationToken);
        var opened = (await slack.CallsAsync("views.open", cancellationToken))
            .Single(call => call.Ok && $"{call.Args?.GetProperty("trigger_id")}" == trigger);
        return opened.Args!.Value.GetProperty("view"); // told apart by what is in them
    }

    /// <summary>Types an answer into the only field of a modal and submits it.</summary>
    /// <param name="viewId">The same twice is the same delivery twice.</param>
    /// <returns>What takes the modal's place.</returns>
    public async Task<JsonElement> SubmitAsync(
        JsonElement modal, string typed, CancellationToken cancellationToken, string viewId = "V1")
    {
        var input = modal.GetProperty("blocks").EnumerateArray().Single(block => $"{block.GetProperty("type")}" == "input");
        var field = new Dictionary<string, object>
        {
            [$"{input.GetProperty("element").GetProperty("action_id")}"] = new { type = "plain_text_input", value = typed },
        };
        using var answer = await ActAsync(
            new
            {
                type = "view_submission",
                user = Self,
                team = Team,
                api_app_id = "A0001",
                trigger_id = Guid.NewGuid().ToString(),
                view = new
                {
                    id = viewId,
                    type = "modal",
                    callback_id = modal.GetProperty("callback_id"),
                    private_metadata = modal.GetProperty("private_metadata"),
                    state = new { values = new Dictionary<string, object> { [$"{input.GetProperty("block_id")}"] = field } },
                },
            },
            cancellationToken);
        var response = JsonElement.Parse(await answer.Content.ReadAsStringAsync(cancellationToken));
        return response.GetProperty("view");
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

    /// <summary>
    /// Types "/astro TEXT". A bot on a busy machine may have no answer in time; then the same is delivered again, which starts
    /// nothing twice.
    /// </summary>
    /// <returns>The text that only they see.</returns>
    /// <exception cref="HttpRequestException">It was not acknowledged.</exception>
    public async Task<string> SayAsync(string text, CancellationToken cancellationToken)
    {
        var trigger = Guid.NewGuid().ToString();
        var answer = await SayOnceAsync(text, trigger, cancellationToken);
        for (var delivery = 2; delivery <= MostDeliveries && answer.Contains("No answer in time", StringComparison.Ordinal); delivery++)
        {
            answer = await SayOnceAsync(text, trigger, cancellationToken);
        }

        return answer;
    }

    /// <summary>Types "/astro TEXT" and takes whatever answer there is.</summary>
    /// <param name="trigger">The trigger id; the same twice is the same delivery twice.</param>
    /// <returns>The text that only they see.</returns>
    /// <exception cref="HttpRequestException">It was not acknowledged.</exception>
    public async Task<string> SayOnceAsync(string text, string trigger, CancellationToken cancellationToken)
    {
        var responseUrl = await slack.IssueResponseUrlAsync(cancellationToken);
        using var request = _signer.Form("/slack/command",
        [
            new("command", "/astro"), new("text", text), new("user_id", id), new("user_name", id[1..].ToLowerInvariant()),
            new("team_id", "T0001"), new("channel_id", channel), new("api_app_id", "A0001"),
            new("trigger_id", trigger), new("response_url", responseUrl.ToString()),
        ]);
        using var response = await bot.SendAsync(request, cancellationToken);
        response.EnsureSuccessStatusCode();
        using var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync(cancellationToken));
        return answer.RootElement.GetProperty("text").GetString()!; // the bot's answers always have one
    }

    private async Task<Uri> ClickAsync(object action, string trigger, CancellationToken cancellationToken)
    {
        var responseUrl = await slack.IssueResponseUrlAsync(cancellationToken);
        using var acknowledged = await ActAsync(
            new
            {
                type = "block_actions",
                user = Self,
                team = Team,
                api_app_id = "A0001",
                trigger_id = trigger,
                response_url = responseUrl.ToString(),
                container = new { type = "message", channel_id = channel },
                actions = new[] { action },
            },
            cancellationToken);
        return responseUrl;
    }

    private async Task<HttpResponseMessage> ActAsync(object payload, CancellationToken cancellationToken)
    {
        using var request = _signer.Payload("/slack/action", JsonSerializer.Serialize(payload));
        return (await bot.SendAsync(request, cancellationToken)).EnsureSuccessStatusCode();
    }
}
