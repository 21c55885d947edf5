using ChatOps.Chat;
using ChatOps.IntegrationTests.Rigs;
using Xunit;

namespace ChatOps.IntegrationTests.Teams;

/// <summary>Tests of a bot in a Teams of their own, with Alice and Bob in the thread of a channel.</summary>
public abstract class WithTeams : IAsyncLifetime
{
    private FakeTeams? _teams;
    private TeamsBot? _bot;

    protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    protected FakeTeams Teams => _teams ?? throw new InvalidOperationException("Not started.");

    private protected TeamsBot Bot => _bot ?? throw new InvalidOperationException("Not started.");

    protected TeamsUser Alice => new(Bot.Client, Teams);

    protected TeamsUser Bob => new(Bot.Client, Teams, TeamsUser.Bob);

    public async ValueTask InitializeAsync()
    {
        _teams = await FakeTeams.StartAsync(Stop);
        _bot = await TeamsBot.StartAsync(_teams);
    }

    public async ValueTask DisposeAsync()
    {
        await Bot.DisposeAsync();
        await Teams.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>A message of the bot's in the thread, with a button for "echo hello".</summary>
    protected async Task<TeamsMessage> CardAsync()
    {
        var message = Message.Titled("Restarting", Tone.Working).Button(new("Say hello", "echo hello"));
        await Bot.Platform.PostAsync(new("teams", TeamsUser.Channel, TeamsUser.ThreadId), message, Stop);
        return Teams.Messages(TeamsUser.Thread)[^1];
    }

    /// <summary>Waits for a message in a conversation.</summary>
    protected Task<TeamsMessage> SeeAsync(string wireId, string saying) => Eventually.SeeAsync(
        $"{wireId} shows: {saying}",
        _ => Task.FromResult(Teams.Messages(wireId).First(message => message.Words.Contains(saying))),
        _ => true,
        Stop);
}
