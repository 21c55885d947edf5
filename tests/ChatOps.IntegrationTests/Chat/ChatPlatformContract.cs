using ChatOps.Chat;
using ChatOps.IntegrationTests.Rigs;
using ChatOps.IntegrationTests.Slack;
using Shouldly;
using Xunit;

namespace ChatOps.IntegrationTests.Chat;

/// <summary>What the bot counts on in every chat platform, on the way out and on the way in. Each is shown by a fake of its own.</summary>
public abstract class ChatPlatformContract : IAsyncLifetime
{
    private static readonly Message Working = Message.Titled("Restarting", Tone.Working).Button(new("Say hello", "echo hello"));
    private static readonly Message Done = Message.Titled("Restarted", Tone.Good);

    protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    protected abstract IChatPlatform Platform { get; }

    private protected abstract EchoDesk Desk { get; }

    /// <summary>Whoever says and presses things in <see cref="Channel"/>.</summary>
    protected abstract Actor Person { get; }

    /// <summary>Where the bot is.</summary>
    protected abstract Conversation Channel { get; }

    /// <summary>Where it is not.</summary>
    protected abstract Conversation Closed { get; }

    public abstract ValueTask InitializeAsync();

    public abstract ValueTask DisposeAsync();

    [Fact]
    public async Task A_message_is_posted_once_and_then_changes_in_place()
    {
        var id = await Platform.PostAsync(Channel, Working, Stop);
        (await Platform.UpdateAsync(Channel, id, Done.Field("Took", "48 s"), Stop)).ShouldBeTrue();

        var shown = (await ShownAsync()).ShouldHaveSingleItem();
        shown.Text.ShouldStartWith("✅ Restarted");
        shown.Text.ShouldContain("48 s");
    }

    [Fact]
    public async Task What_belongs_to_a_message_stands_in_its_thread()
    {
        var id = await Platform.PostAsync(Channel, Working, Stop);
        Platform.HeadsThread(id).ShouldBeTrue();
        await Platform.PostAsync(Channel with { Thread = id }, Done, Stop);
        await Platform.PostAsync(Channel, Done, Stop);

        var shown = await ShownAsync();
        shown.Select(message => message.Thread).ShouldBe([null, shown[0].Id, null]);
    }

    [Fact]
    public async Task A_message_that_somebody_deleted_is_told_from_a_closed_door()
    {
        var id = await Platform.PostAsync(Channel, Working, Stop);
        await DeleteAsync((await ShownAsync())[0]);

        await Should.ThrowAsync<ChatMessageGoneException>(() => Platform.UpdateAsync(Channel, id, Done, Stop));
    }

    [Fact]
    public async Task Where_the_bot_is_not_it_is_refused_whatever_it_says()
    {
        var refused = await Should.ThrowAsync<ChatRefusedException>(() => Platform.PostAsync(Closed, Working, Stop));
        refused.IsAboutContent.ShouldBeFalse();
        await Should.ThrowAsync<ChatRefusedException>(() => Platform.CheckAsync(Closed, Stop));
    }

    [Fact]
    public async Task To_look_whether_it_may_speak_it_says_nothing()
    {
        await Platform.CheckAsync(Channel, Stop);

        (await ShownAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_short_wait_is_sat_out()
    {
        await FailAsync(429, retryAfter: 1);
        var started = TimeProvider.System.GetTimestamp();

        await Platform.PostAsync(Channel, Working, Stop);

        TimeProvider.System.GetElapsedTime(started).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(1));
        (await ShownAsync()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_long_wait_is_the_callers()
    {
        await FailAsync(429, retryAfter: 60);

        var busy = await Should.ThrowAsync<ChatUnavailableException>(() => Platform.PostAsync(Channel, Working, Stop));

        busy.RetryAfter.ShouldBe(TimeSpan.FromSeconds(60));
        (await ShownAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_update_survives_trouble_upstream()
    {
        var id = await Platform.PostAsync(Channel, Working, Stop);
        await FailAsync(502);

        await Platform.UpdateAsync(Channel, id, Done, Stop);

        (await ShownAsync()).ShouldHaveSingleItem().Text.ShouldStartWith("✅ Restarted");
    }

    [Fact]
    public async Task A_platform_that_is_gone_is_unavailable()
    {
        await using var alone = await StartAsync(new Uri($"http://127.0.0.1:{FreePort.Next()}/"));

        await Should.ThrowAsync<ChatUnavailableException>(() => alone.Platform.PostAsync(Channel, Working, Stop));
    }

    [Fact]
    public async Task Hostile_and_huge_messages_are_taken()
    {
        foreach (var message in Extremes.Messages)
        {
            var id = await Platform.PostAsync(Channel, message, Stop);
            (await Platform.UpdateAsync(Channel, id, message, Stop)).ShouldBeTrue();
        }
    }

    [Fact]
    public async Task What_somebody_says_reaches_the_desk_as_theirs_and_is_answered()
    {
        (await SayAsync("echo hello", "d1")).ShouldContain("Heard echo hello");

        var heard = Desk.Requests.ShouldHaveSingleItem();
        heard.Text.ShouldBe("echo hello");
        heard.Actor.Key.ShouldBe(Person.Key);
        heard.Conversation.Channel.ShouldBe(Channel.Channel);
    }

    [Fact]
    public async Task What_is_delivered_twice_is_one_request()
    {
        await SayAsync("echo hello", "d1");
        await SayAsync("echo hello", "d1");
        await SayAsync("echo last", "d2");

        Desk.Requests.Select(request => request.Id).Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public async Task A_press_is_heard_as_theirs_and_answered_to_them_alone()
    {
        await Platform.PostAsync(Channel, Working, Stop);

        (await PressAsync("echo hello")).ShouldContain("Heard echo hello");

        Desk.Requests.ShouldHaveSingleItem().Actor.Key.ShouldBe(Person.Key);
        (await ShownAsync()).ShouldHaveSingleItem("the others see the message alone");
    }

    [Fact]
    public async Task What_is_none_of_its_buttons_is_no_command()
    {
        await Platform.PostAsync(Channel, Working, Stop);

        (await PressAsync("drop tables")).ShouldContain("Unknown button");

        Desk.Requests.ShouldBeEmpty();
    }

    /// <summary>What all in <see cref="Channel"/> see now, oldest first.</summary>
    protected abstract Task<IReadOnlyList<ShownMessage>> ShownAsync();

    protected abstract Task DeleteAsync(ShownMessage message);

    /// <summary>What befalls the next call.</summary>
    /// <param name="status">Of HTTP.</param>
    /// <param name="retryAfter">Seconds.</param>
    protected abstract Task FailAsync(int status, int? retryAfter = null);

    /// <summary>The bot, beside a platform that is at this address.</summary>
    private protected abstract Task<AloneBot> StartAsync(Uri platformAt);

    /// <param name="delivery">The same for every delivery of the same words.</param>
    /// <returns>What they are answered.</returns>
    protected abstract Task<string> SayAsync(string text, string delivery);

    /// <summary>Presses a button of the newest message.</summary>
    /// <returns>What they are answered.</returns>
    protected abstract Task<string> PressAsync(string command);
}

/// <param name="Id">By which the platform names its thread.</param>
/// <param name="Thread">The id of the message that it stands below; null for one that stands in the channel itself.</param>
/// <param name="Text">As people read it.</param>
public sealed record ShownMessage(string Id, string? Thread, string Text);

internal sealed record AloneBot(IChatPlatform Platform, IAsyncDisposable Bot) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Bot.DisposeAsync();
}
