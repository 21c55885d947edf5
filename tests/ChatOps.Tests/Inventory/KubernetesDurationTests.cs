using ChatOps.Inventory;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Inventory;

public sealed class KubernetesDurationTests
{
    private const long Minute = 60;
    private const long Hour = 60 * Minute;
    private const long Day = 24 * Hour;

    /// <summary>Both sides of each border of k8s.io/apimachinery's duration.HumanDuration.</summary>
    [Theory]
    [InlineData(-2, "<invalid>")]
    [InlineData(-1, "0s")]
    [InlineData(0, "0s")]
    [InlineData(119, "119s")]
    [InlineData(120, "2m")]
    [InlineData((8 * Minute) + 12, "8m12s")]
    [InlineData((9 * Minute) + 59, "9m59s")]
    [InlineData(10 * Minute, "10m")]
    [InlineData((179 * Minute) + 59, "179m")]
    [InlineData(3 * Hour, "3h")]
    [InlineData((7 * Hour) + (59 * Minute), "7h59m")]
    [InlineData(8 * Hour, "8h")]
    [InlineData((47 * Hour) + (59 * Minute), "47h")]
    [InlineData(48 * Hour, "2d")]
    [InlineData(51 * Hour, "2d3h")]
    [InlineData((8 * Day) - 1, "7d23h")]
    [InlineData(8 * Day, "8d")]
    [InlineData(53 * Day, "53d")]
    [InlineData((730 * Day) - 1, "729d")]
    [InlineData(730 * Day, "2y")]
    [InlineData(731 * Day, "2y1d")]
    [InlineData((8 * 365 * Day) - 1, "7y364d")]
    [InlineData(8 * 365 * Day, "8y")]
    public void Ages_read_as_in_kubectl(long seconds, string words) =>
        TimeSpan.FromSeconds(seconds).ToKubernetesWords().ShouldBe(words);

    [Fact]
    public void A_clock_that_is_a_second_ahead_is_no_error() =>
        TimeSpan.FromSeconds(-1.9).ToKubernetesWords().ShouldBe("0s");
}
