using ChatOps.Chat;
using ChatOps.Host.WebConsole;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.WebConsole;

public sealed class ConsoleRoomTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly ConsoleRoom _room;
    private readonly ConsoleChatPlatform _platform;

    public ConsoleRoomTests()
    {
        _room = new ConsoleRoom(_time);
        _platform = new ConsoleChatPlatform(_room);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private IEnumerable<string> Titles => _room.Messages.Select(posted => posted.Message.Title);

    [Fact]
    public async Task An_update_changes_a_message_in_its_place()
    {
        var id = await PostAsync("Restarting");
        await PostAsync("Something else");
        _time.Advance(TimeSpan.FromSeconds(5));

        await _platform.UpdateAsync(ConsoleChatPlatform.Room, id, Message.Titled("Restarted"), Stop);

        Titles.ShouldBe(["Restarted", "Something else"]);
        (_room.Messages[0].UpdatedAt - _room.Messages[0].PostedAt).ShouldBe(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task A_message_that_the_room_no_longer_has_is_said_anew_once()
    {
        await PostAsync("Said before");

        await _platform.UpdateAsync(ConsoleChatPlatform.Room, "of-the-last-process", Message.Titled("Half way"), Stop);
        await _platform.UpdateAsync(ConsoleChatPlatform.Room, "of-the-last-process", Message.Titled("Done"), Stop);

        Titles.ShouldBe(["Said before", "Done"]);
    }

    [Fact]
    public async Task The_oldest_message_makes_room_for_the_newest()
    {
        for (var number = 0; number <= ConsoleRoom.Capacity; number++)
        {
            await PostAsync($"message {number}");
        }

        _room.Messages.Count.ShouldBe(ConsoleRoom.Capacity);
        Titles.First().ShouldBe("message 1");
        Titles.Last().ShouldBe($"message {ConsoleRoom.Capacity}");
    }

    [Fact]
    public async Task Many_at_once_lose_nothing_and_share_no_place()
    {
        await Parallel.ForAsync(0, ConsoleRoom.Capacity, Stop, async (number, _) =>
        {
            var id = await PostAsync($"{number}");
            await _platform.UpdateAsync(ConsoleChatPlatform.Room, id, Message.Titled($"{number} done"), Stop);
        });

        Titles.ShouldBe(Enumerable.Range(0, ConsoleRoom.Capacity).Select(number => $"{number} done"), ignoreOrder: true);
        _room.Messages.Select(posted => posted.Place).ShouldBeUnique();
    }

    [Fact]
    public async Task A_channel_that_is_not_the_room_is_refused() => await Should.ThrowAsync<ChatRefusedException>(
        () => _platform.PostAsync(new Conversation("console", "elsewhere"), Message.Titled("Lost"), Stop));

    private Task<string> PostAsync(string title) =>
        _platform.PostAsync(ConsoleChatPlatform.Room, Message.Titled(title), Stop);
}
