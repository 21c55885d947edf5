using ChatOps.Adapters.Teams.Cards;
using ChatOps.Adapters.Teams.Outgoing;
using ChatOps.Chat;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Teams;

public sealed class HalfSaidTests
{
    private static readonly Conversation Here = new("teams", "a:alice");
    private static readonly Said First = new(new("a:alice", "17"), 1);
    private static readonly IReadOnlyList<RenderedCard> Cards = [new([], "1"), new([], "2")];

    [Fact]
    public void The_next_try_goes_on_and_what_is_said_long_after_is_said_whole()
    {
        var time = new FakeTimeProvider();
        var half = new HalfSaid(time);

        half.Keep(Here, Cards, First);
        half.Take(Here, Cards).ShouldBe(First);

        half.Keep(Here, Cards, First);
        time.Advance(HalfSaid.Kept);
        half.Take(Here, Cards).ShouldBe(default);
    }
}
