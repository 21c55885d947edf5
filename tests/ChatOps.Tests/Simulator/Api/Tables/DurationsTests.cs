using ChatOps.Simulator.Api.Tables;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Simulator.Api.Tables;

public sealed class DurationsTests
{
    [Theory]
    [InlineData(0, "0s")]
    [InlineData(119, "119s")]
    [InlineData(120, "2m")]
    [InlineData(130, "2m10s")]
    [InlineData(600, "10m")]
    [InlineData(3 * 3600, "3h")]
    [InlineData((3 * 3600) + 300, "3h5m")]
    [InlineData(8 * 3600, "8h")]
    [InlineData(47 * 3600, "47h")]
    [InlineData(49 * 3600, "2d1h")]
    [InlineData(8 * 86400, "8d")]
    [InlineData(729 * 86400, "729d")]
    [InlineData(731 * 86400, "2y1d")]
    [InlineData(10 * 365 * 86400, "10y")]
    public void Ages_read_as_kubectl_prints_them(long seconds, string text) =>
        Durations.Write(TimeSpan.FromSeconds(seconds)).ShouldBe(text);

    [Fact]
    public void A_missing_time_has_no_age() => Durations.Since(null, DateTimeOffset.UnixEpoch).ShouldBe("<unknown>");
}
