using Shouldly;
using Xunit;

namespace ChatOps.Tests;

public sealed class NearestTests
{
    [Theory]
    [InlineData("", "", 0)]
    [InlineData("abc", "abc", 0)]
    [InlineData("abc", "ABC", 0)]
    [InlineData("retsart", "restart", 1)]
    [InlineData("restrat", "restart", 1)]
    [InlineData("pod", "pods", 1)]
    [InlineData("", "abc", 3)]
    [InlineData("ca", "abc", 3)]
    [InlineData("kitten", "sitting", 3)]
    public void Swapped_neighbours_count_once(string from, string to, int distance)
    {
        Nearest.Distance(from, to).ShouldBe(distance);
        Nearest.Distance(to, from).ShouldBe(distance);
    }

    [Fact]
    public void What_begins_alike_comes_first_and_what_is_far_not_at_all()
    {
        string[] names = ["zodiac-cosmo-1172", "zodiac-cosma-1172", "lunar-nuclear-3725", "solar-cosmo-2000"];

        Nearest.To("zodiac", names, 3).ShouldBe(["zodiac-cosma-1172", "zodiac-cosmo-1172"]);
        Nearest.To("zodiac-cosmo-1127", names).ShouldBe(["zodiac-cosmo-1172"]);
        Nearest.To("cosmo", names, 3).ShouldBe(["solar-cosmo-2000", "zodiac-cosmo-1172"]);
        Nearest.To("saturn", names, 3).ShouldBeEmpty();
        Nearest.To(new string('z', 1_000), names).ShouldBeEmpty();
    }
}
