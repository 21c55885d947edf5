using ChatOps.Inventory;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Inventory;

public sealed class QuantityTests
{
    [Theory]
    [InlineData("10", 10)]
    [InlineData("250m", 0.25)]
    [InlineData("1500000n", 0.0015)]
    [InlineData("1.5Gi", 1610612736)]
    [InlineData("2k", 2000)]
    [InlineData("2e3", 2000)]
    [InlineData("3E", 3e18)]
    [InlineData("-1Ki", -1024)]
    public void Every_notation_of_Kubernetes_is_read(string text, double value) =>
        Quantity.Read(text).ShouldNotBeNull().Value.ShouldBe((decimal)value);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Gi")]
    [InlineData("1.2.3")]
    [InlineData("5 Gi")]
    [InlineData("5gi")]
    [InlineData("16Ei")]
    public void What_is_no_amount_is_none(string? text) => Quantity.Read(text).ShouldBeNull();

    [Theory]
    [InlineData("1536Mi", "1536Mi")]
    [InlineData("1.5Gi", "1536Mi")]
    [InlineData("1024Mi", "1Gi")]
    [InlineData("512", "512")]
    [InlineData("0.5Ki", "512")]
    [InlineData("1000m", "1")]
    [InlineData("3.6", "3600m")]
    [InlineData("12000", "12k")]
    [InlineData("0", "0")]
    public void An_amount_is_written_as_the_API_server_writes_it(string text, string written) =>
        Quantity.Read(text).ShouldNotBeNull().ToString().ShouldBe(written);

    [Fact]
    public void What_is_left_is_exact_and_in_the_notation_of_what_there_was()
    {
        var left = Quantity.Read("2Gi").ShouldNotBeNull() - Quantity.Read("1536Mi").ShouldNotBeNull();

        $"{left}".ShouldBe("512Mi");
        $"{Quantity.Read("3600m").ShouldNotBeNull() - Quantity.Read("4").ShouldNotBeNull()}".ShouldBe("-400m");
    }
}
