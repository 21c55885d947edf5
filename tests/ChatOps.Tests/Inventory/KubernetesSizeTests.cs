using ChatOps.Inventory;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Inventory;

public sealed class KubernetesSizeTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(1_073_741_825, "1073741825")]
    [InlineData(1536L << 20, "1536Mi")]
    [InlineData(100L << 30, "100Gi")]
    [InlineData(2L << 40, "2Ti")]
    public void The_largest_unit_that_leaves_a_whole_number(long bytes, string size) =>
        bytes.ToKubernetesSize().ShouldBe(size);
}
