using ChatOps.Inventory;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Inventory;

public sealed class KubernetesSizeTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(1000, "1000")]
    [InlineData(1536L << 20, "1536Mi")]
    [InlineData(100L << 30, "100Gi")]
    [InlineData(2L << 40, "2Ti")]
    public void The_largest_unit_that_leaves_a_whole_number(long bytes, string size) =>
        bytes.ToKubernetesSize().ShouldBe(size);

    [Theory]
    [InlineData("16Gi", 16L << 30)]
    [InlineData("512Mi", 512L << 20)]
    [InlineData("1.5Gi", 1536L << 20)]
    [InlineData("2G", 2_000_000_000L)]
    [InlineData("1073741824", 1L << 30)]
    public void Amounts_are_read_as_the_api_server_writes_them(string text, long bytes) =>
        KubernetesSize.Read(text).ShouldBe(bytes);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Gi")]
    [InlineData("-1Gi")]
    [InlineData("16 Gi")]
    [InlineData("99999999999999Pi")]
    public void What_is_no_amount_is_none(string? text) => KubernetesSize.Read(text).ShouldBeNull();

    [Theory]
    [InlineData(3_650_722_201L, "3.3Gi")]
    [InlineData(4L << 30, "4Gi")]
    [InlineData(-(1L << 30), "-1Gi")]
    public void Sums_are_rounded_down_to_what_a_person_reads(long bytes, string words) =>
        bytes.ToReadableSize().ShouldBe(words);
}
