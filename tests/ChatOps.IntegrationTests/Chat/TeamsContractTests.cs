using ChatOps.Chat;
using ChatOps.IntegrationTests.Rigs;
using ChatOps.IntegrationTests.Slack;
using ChatOps.IntegrationTests.Teams;

namespace ChatOps.IntegrationTests.Chat;

public sealed class TeamsContractTests : ChatPlatformContract
{
    private const string Elsewhere = "19:elsewhere@thread.tacv2";

    private FakeTeams _teams = null!; // both are set before each test by InitializeAsync
    private TeamsBot _bot = null!;

    protected override IChatPlatform Platform => _bot.Platform;

    private protected override EchoDesk Desk => _bot.Desk;

    protected override Actor Person => new("teams", TeamsUser.Alice, "Alice");

    protected override Conversation Channel => new("teams", TeamsUser.Channel);

    protected override Conversation Closed => new("teams", Elsewhere);

    private TeamsUser Alice => new(_bot.Client, _teams);

    public override async ValueTask InitializeAsync()
    {
        _teams = await FakeTeams.StartAsync(Stop);
        _teams.Closed.Add(Elsewhere);
        _bot = await TeamsBot.StartAsync(_teams);
    }

    public override async ValueTask DisposeAsync()
    {
        await _bot.DisposeAsync();
        await _teams.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected override Task<IReadOnlyList<ShownMessage>> ShownAsync() => Task.FromResult(_teams.ShownIn(TeamsUser.Channel));

    protected override Task DeleteAsync(ShownMessage message)
    {
        _teams.Delete(message.Id);
        return Task.CompletedTask;
    }

    protected override Task FailAsync(int status, int? retryAfter = null)
    {
        var next = _teams.Calls.Count + 1;
        _teams.Trouble = (number, request) =>
        {
            if (number != next)
            {
                return null;
            }

            if (retryAfter is { } seconds)
            {
                request.HttpContext.Response.Headers.RetryAfter = $"{seconds}";
            }

            return FakeTeams.Error(status, "Trouble");
        };
        return Task.CompletedTask;
    }

    private protected override async Task<AloneBot> StartAsync(Uri platformAt)
    {
        var bot = await TeamsBot.StartAsync(_teams, ("Teams:ServiceUrl", $"{platformAt}"));
        return new(bot.Platform, bot);
    }

    protected override async Task<string> SayAsync(string text, string delivery)
    {
        var message = Alice.Message(text);
        message["id"] = delivery;
        using var response = await Alice.SendAsync(message, Alice.Token(), Stop);
        response.EnsureSuccessStatusCode();
        var answer = await Eventually.SeeAsync(
            $"an answer to {text}",
            _ => Task.FromResult(_teams.Messages(TeamsUser.Thread)),
            shown => shown.Any(found => found.Words.Contains(text)),
            Stop);
        return answer[^1].Words;
    }

    protected override async Task<string> PressAsync(string command) =>
        $"{(await Alice.PressAsync(_teams.Messages()[^1], command, Stop)).GetProperty("value")}";
}
