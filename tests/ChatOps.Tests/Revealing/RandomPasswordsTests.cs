using ChatOps.Revealing;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Revealing;

/// <summary>What the bot sets is as long as was asked for, can be typed off a phone, and can't be guessed.</summary>
public sealed class RandomPasswordsTests
{
    private const string Letters = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789";
    private const int Many = 20_000;

    private static readonly List<string> Made = [.. Enumerable.Range(0, Many).Select(_ => new RandomPasswords().Make())];

    [Fact]
    public void Each_has_at_least_20_letters_none_of_which_is_taken_for_another()
    {
        RandomPasswords.Length.ShouldBeGreaterThanOrEqualTo(20);
        Made.ShouldAllBe(password => password.Length == RandomPasswords.Length && password.All(letter => Letters.Contains(letter)));
        "0O1lI".ShouldAllBe(letter => !Letters.Contains(letter));
    }

    [Fact]
    public void None_comes_twice() => Made.ShouldBeUnique();

    /// <summary>
    /// Chi-squared of each place against letters that are all as likely: with 55 degrees of freedom a fair source passes 130 once
    /// in some ten million places.
    /// </summary>
    [Fact]
    public void In_each_place_each_letter_is_as_likely()
    {
        var expected = (double)Many / Letters.Length;
        for (var place = 0; place < RandomPasswords.Length; place++)
        {
            var counts = Made.CountBy(password => password[place]).ToDictionary();
            Letters.Sum(letter => Math.Pow(counts.GetValueOrDefault(letter) - expected, 2) / expected).ShouldBeLessThan(130, $"place {place}");
        }
    }

    /// <summary>No statistics tell a generator that can be foretold from one that can't, so what it calls is looked at.</summary>
    [Fact]
    public void They_are_drawn_from_the_generator_that_nobody_can_foretell()
    {
        // ECMA-335: the opcode of a call, before a token of the table of other modules' members.
        const byte call = 0x28;
        const byte members = 0x0A;
        var body = typeof(RandomPasswords).GetMethod(nameof(RandomPasswords.Make))!.GetMethodBody()!.GetILAsByteArray()!; // it has one

        Enumerable.Range(0, body.Length - 4)
            .Where(at => body[at] == call && body[at + 4] == members)
            .Select(at => typeof(RandomPasswords).Module.ResolveMethod(BitConverter.ToInt32(body, at + 1))!.DeclaringType)
            .ShouldContain(typeof(System.Security.Cryptography.RandomNumberGenerator));
    }
}
