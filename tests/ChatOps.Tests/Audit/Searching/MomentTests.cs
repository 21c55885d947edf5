using ChatOps.Audit.Searching;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Audit.Searching;

public sealed class MomentTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 6, 20, 30, TimeSpan.Zero);

    [Theory]
    [InlineData("2h", "2026-11-23T04:20:30.000Z", "2026-11-23T04:20:30.000Z")]
    [InlineData("1d12h", "2026-11-21T18:20:30.000Z", "2026-11-21T18:20:30.000Z")]
    [InlineData("2026-11-22", "2026-11-22T00:00:00.000Z", "2026-11-22T23:59:59.999Z")]
    [InlineData("2026-11-22T05:06", "2026-11-22T05:06:00.000Z", "2026-11-22T05:06:00.000Z")]
    [InlineData("2026-11-22t05:06:07z", "2026-11-22T05:06:07.000Z", "2026-11-22T05:06:07.000Z")]
    [InlineData("2026-11-22T05:06:07.089Z", "2026-11-22T05:06:07.089Z", "2026-11-22T05:06:07.089Z")]
    public void A_time_is_read_as_people_write_it(string word, string beginning, string end)
    {
        Moment.TryRead(word, out var moment).ShouldBeTrue();

        Moment.Write(moment.Beginning(Now)).ShouldBe(beginning);
        Moment.Write(moment.End(Now)).ShouldBe(end);
    }

    [Theory]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("2026-13-01")]
    [InlineData("23.11.2026")]
    [InlineData("2026-11-23 06:20")]
    public void What_is_no_time_is_none(string word) => Moment.TryRead(word, out _).ShouldBeFalse();
}
