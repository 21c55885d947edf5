using ChatOps.Chat;
using ChatOps.IntegrationTests.Rigs;
using ChatOps.IntegrationTests.Slack;

namespace ChatOps.IntegrationTests.Chat;

public sealed class SlackContractTests : ChatPlatformContract
{
    private FakeSlack _slack = null!; // both are set before each test by InitializeAsync
    private SlackBot _bot = null!;

    protected override IChatPlatform Platform => _bot.Platform;

    private protected override EchoDesk Desk => _bot.Desk;

    protected override Actor Person => new("slack", "UALICE", "alice");

    protected override Conversation Channel => new("slack", "CINCIDENT");

    protected override Conversation Closed => new("slack", "CGENERAL");

    private SlackUser Alice => new(_bot.Client, _slack);

    public override async ValueTask InitializeAsync()
    {
        _slack = await FakeSlack.StartAsync(Stop);
        _bot = await SlackBot.StartAsync(_slack);
    }

    public override async ValueTask DisposeAsync()
    {
        await _bot.DisposeAsync();
        await _slack.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected override async Task<IReadOnlyList<ShownMessage>> ShownAsync() =>
    [
        .. (await _slack.MessagesAsync(Channel.Channel, Stop)).Select(message => new ShownMessage(message.Ts, message.ThreadTs, message.Text)),
    ];

    protected override Task DeleteAsync(ShownMessage message) => _slack.DeleteAsync(Channel.Channel, message.Id, Stop);

    /// <summary>The bot asks at its start whose token it has; that is not the call that is meant.</summary>
    protected override async Task FailAsync(int status, int? retryAfter = null)
    {
        await _slack.FailAsync(new SlackFault("chat.postMessage") { Http = status, RetryAfter = retryAfter }, Stop);
        await _slack.FailAsync(new SlackFault("chat.update") { Http = status, RetryAfter = retryAfter }, Stop);
    }

    private protected override async Task<AloneBot> StartAsync(Uri platformAt)
    {
        var bot = await SlackBot.StartAsync(_slack, ("Slack:ApiBaseUrl", $"{platformAt}"));
        return new(bot.Platform, bot);
    }

    protected override Task<string> SayAsync(string text, string delivery) => Alice.SayOnceAsync(text, delivery, Stop);

    protected override Task<string> PressAsync(string command) => Alice.PressAndReadAsync(command, Stop);
}
