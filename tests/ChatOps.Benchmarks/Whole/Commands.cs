using ChatOps.IntegrationTests.Rigs;

namespace ChatOps.Benchmarks.Whole;

/// <summary>Signed slash commands of many people. The rig's limits are so high that nobody is asked for patience.</summary>
internal static class Commands
{
    public const string Secret = "8f742231b10e8888abcd99yyyzzz85a5";

    private const int People = 500;

    private static readonly SlackSigner Signer = new(Secret, TimeProvider.System);

    /// <param name="number">No two requests have the same.</param>
    public static HttpRequestMessage Make(string path, string text, int number) => Signer.Form(
        path,
        [
            new("command", "/astro"), new("text", text), new("user_id", $"U{number % People}"), new("user_name", $"user{number % People}"),
            new("team_id", "T0001"), new("channel_id", "CINCIDENT"), new("api_app_id", "A0001"),
            new("trigger_id", $"{Guid.NewGuid():N}"), new("response_url", "https://hooks.slack.com/commands/T0001/1/none"),
        ]);

    /// <summary>Sends one and returns what it answered.</summary>
    /// <exception cref="HttpRequestException">It was not taken.</exception>
    public static async Task<string> AskAsync(HttpClient bot, string text, CancellationToken cancellationToken)
    {
        using var request = Make("/slack/command", text, number: 0);
        using var response = await bot.SendAsync(request, cancellationToken);
        return await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync(cancellationToken);
    }

    /// <summary>Sends one.</summary>
    /// <param name="expected">In every good answer, so that a polite refusal is not measured as if it were one.</param>
    /// <exception cref="InvalidOperationException">Something else was answered.</exception>
    public static async Task SayAsync(HttpClient bot, string text, string expected, CancellationToken cancellationToken)
    {
        var answer = await AskAsync(bot, text, cancellationToken);
        if (!answer.Contains(expected, StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"{text} was answered without \"{expected}\": {answer}");
        }
    }

    /// <summary>What a host needs so that anybody may restart anything.</summary>
    public static Dictionary<string, string> Settings(FakeSlack slack, string? kubeconfig = null)
    {
        var settings = new Dictionary<string, string>
        {
            ["Slack:SigningSecret"] = Secret,
            ["Slack:BotToken"] = FakeSlack.BotToken,
            ["Slack:TeamId"] = "T0001",
            ["Slack:ApiBaseUrl"] = slack.ApiBaseUrl.ToString(),
            ["Access:Grants:0:Role"] = "Operator",
            ["Access:Grants:0:To"] = "*",
            ["Logging:LogLevel:Default"] = "Warning",
        };
        if (kubeconfig is not null)
        {
            settings["Cluster:Mode"] = "Kubeconfig";
            settings["Cluster:Kubeconfig"] = kubeconfig;
        }

        return settings;
    }
}
