using ChatOps.Host.Terminal;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Hosting;

public sealed class TerminalNewsTests
{
    [Theory]
    [InlineData("Step: 7 of 7, 55 seconds so far", "Step: 7 of 7")]
    [InlineData("Step: 7 of 7, 1 minute, 3 seconds so far", "Step: 7 of 7, 1 minute")]
    [InlineData("[x] Wait until prometheus is ready, 55 seconds", "[x] Wait until prometheus is ready, 55 seconds")]
    [InlineData("nobody knows so far", "nobody knows so far")]
    public void Only_the_time_that_goes_by_is_no_news(string line, string news) => TerminalNews.Of(line).ShouldBe(news);
}
