using ChatOps.Host.WebConsole;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.WebConsole;

public sealed class CommandHistoryTests
{
    private readonly CommandHistory _history = new();

    [Fact]
    public void Going_up_and_down_again_ends_at_the_draft()
    {
        _history.Remember("pods");
        _history.Remember("help");

        _history.Older("dra").ShouldBe("help");
        _history.Older("help").ShouldBe("pods");
        _history.Older("pods").ShouldBe("pods");
        _history.Newer("pods").ShouldBe("help");
        _history.Newer("help").ShouldBe("dra");
        _history.Newer("dra").ShouldBe("dra");
    }

    [Fact]
    public void Without_a_past_the_arrows_leave_the_line_alone()
    {
        _history.Older("dra").ShouldBe("dra");
        _history.Newer("dra").ShouldBe("dra");
    }

    [Fact]
    public void The_same_text_twice_in_a_row_is_one_step()
    {
        _history.Remember("help");
        _history.Remember("pods");
        _history.Remember("pods");

        _history.Older("").ShouldBe("pods");
        _history.Older("pods").ShouldBe("help");
    }

    [Fact]
    public void The_oldest_text_is_forgotten_first()
    {
        for (var number = 0; number <= CommandHistory.Capacity; number++)
        {
            _history.Remember($"{number}");
        }

        var shown = Enumerable.Range(0, CommandHistory.Capacity + 5).Aggregate("", (text, _) => _history.Older(text));

        shown.ShouldBe("1");
    }
}
