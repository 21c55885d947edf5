using ChatOps.Adapters.Slack.Incoming;
using CsCheck;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Slack;

public sealed class SlackEscapingTests
{
    [Theory]
    [InlineData("restart scheduler zodiac-cosmo-1172", "restart scheduler zodiac-cosmo-1172")]
    [InlineData("a &amp; b &lt;c&gt;", "a & b <c>")]
    [InlineData("&amp;lt;", "&lt;")]
    [InlineData("reset <mailto:ann@example.com|ann@example.com>", "reset ann@example.com")]
    [InlineData("reset <mailto:ann@example.com>", "reset ann@example.com")]
    [InlineData("see <http://example.com|example.com>", "see example.com")]
    [InlineData("see <https://example.com/?a=1&amp;b=2>", "see https://example.com/?a=1&b=2")]
    [InlineData("ask <@U123|ann>", "ask @U123")]
    [InlineData("ask <@W123>", "ask @W123")]
    [InlineData("in <#C123|ops>", "in #ops")]
    [InlineData("in <#C123|>", "in #C123")]
    [InlineData("<!here> <!subteam^S123|@oncall> <!subteam^S123>", "@here @oncall @S123")]
    [InlineData("1 < 2 > 0", "1 < 2 > 0")]
    [InlineData("<notalink>", "<notalink>")]
    [InlineData("<@>", "<@>")]
    public void What_slack_adds_is_taken_away(string sent, string typed) => SlackEscaping.Undo(sent).ShouldBe(typed);

    [Fact]
    public void What_slack_escapes_comes_back_as_typed() =>
        Gen.String.Sample(typed =>
        {
            var sent = typed.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");
            return SlackEscaping.Undo(sent) == typed;
        });

    [Fact]
    public void No_text_is_too_much() =>
        Gen.String[Gen.Char["<>|@#!^&:Uahtp; "], 0, 200]
            .Sample(text => SlackEscaping.Undo(text) is not null);
}
