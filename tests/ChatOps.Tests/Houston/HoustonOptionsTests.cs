using ChatOps.Adapters.Houston;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Houston;

public sealed class HoustonOptionsTests
{
    private const string Secret = "Bearer 0123";

    [Fact]
    public void Nothing_said_is_no_mistake() => Mistakes(endpoint: null, token: "").ShouldBeEmpty();

    [Fact]
    public void An_address_and_a_bare_key_are_all_it_takes() =>
        Mistakes("https://houston.example.com/v1", "0123456789abcdef0123456789abcdef").ShouldBeEmpty();

    [Theory]
    [InlineData(null, "0123", "Houston:Endpoint is missing although Houston:Token is set; it is an address such as https://houston.example.com/v1.")]
    [InlineData("https://houston.example.com/v1", "", "Houston:Token is missing: it is the key of a SYSTEM service account.")]
    [InlineData("https://houston.example.com/v1", Secret, "Houston:Token must be the bare key, without \"Bearer\", spaces or line breaks.")]
    [InlineData("https://houston.example.com", "0123", "Houston:Endpoint must be an address with its path, such as https://houston.example.com/v1.")]
    [InlineData("ftp://houston.example.com/v1", "0123", "Houston:Endpoint must be an address with its path, such as https://houston.example.com/v1.")]
    [InlineData("https://me:secret@houston.example.com/v1", "0123", "Houston:Endpoint must be an address with its path, such as https://houston.example.com/v1.")]
    public void Each_mistake_is_one_line_without_the_secret(string? endpoint, string token, string line) =>
        Mistakes(endpoint, token).ShouldBe([line]);

    [Fact]
    public void Two_mistakes_are_two_lines() => Mistakes("https://houston.example.com", "").Count.ShouldBe(2);

    private static List<string> Mistakes(string? endpoint, string token) =>
    [
        .. new HoustonOptionsValidator()
            .Validate(name: null, new() { Endpoint = endpoint is null ? null : new(endpoint), Token = token })
            .Failures ?? [],
    ];
}
