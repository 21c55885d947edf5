using System.Globalization;
using ChatOps.Commands;
using CsCheck;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Commands;

/// <summary>Whatever anybody types, there is an answer in words, and no surprise in it.</summary>
public sealed class AnyTextTests
{
    private static readonly Gen<string> Character = Gen.OneOf(
        Gen.Char.Select(letter => letter.ToString()),
        Gen.Int[0, 31].Select(control => ((char)control).ToString()),
        Gen.Int[0x10000, 0x10FFFF].Select(char.ConvertFromUtf32),
        Gen.OneOf(" ", "\"", "'", "\u201C", "\u201D", "\u2019", "-", "\u2014", "=", ":", "@", "/", "[", "]", "\u202E", "\uD800"));

    private static readonly Gen<string> Fragment = Gen.OneOf(
        Gen.OneOf(
            "restart", "scheduler", "zodiac-cosmo-1172", "--pod", "--reason", "--unhealthy", "pods", "volume", "delete",
            "scale", "quota", "set", "3", "-5", "--", "-h", "--help", "/?", "--version", "@file", "@/etc/passwd", "[diagram]",
            "[suggest:3]", "[env:A=B]", "--pod=", "--reason:x", "astro", "\"", "'", "{}", "%PATH%", "$HOME"),
        Character.Array[0, 12].Select(string.Concat));

    private static readonly Gen<string> Text = Gen.OneOf(
        Fragment.Array[0, 10].Select(words => string.Join(' ', words)),
        Character.Array[0, 200].Select(string.Concat),
        Character.Array[9_000, 10_000].Select(string.Concat));

    [Fact]
    public void No_text_makes_the_parser_throw_or_echo_what_cannot_be_seen() => Text.Sample(
        text =>
        {
            if (SampleCommands.Catalog.Parse(text).Problem is not { } problem)
            {
                return;
            }

            problem.Text.Length.ShouldBeInRange(1, 150);
            IsVisible(problem.Text).ShouldBeTrue();
            IsVisible((problem.NextStep ?? "").Replace("\n", "", StringComparison.Ordinal)).ShouldBeTrue();
        },
        iter: 20_000);

    [Fact]
    public void No_text_makes_completion_throw() =>
        Text.Sample(text => SampleCommands.Catalog.Complete(text, SampleCommands.Catalog.Commands).Count.ShouldBeLessThanOrEqualTo(50), iter: 5_000);

    [Fact]
    public void A_quoted_reason_comes_through_whole() => Gen.Char["abc -@[]/=:{}%$<>&\u2014\u00FC"].Array[1, 30].Select(string.Concat)
        .Where(reason => !string.IsNullOrWhiteSpace(reason))
        .Sample(reason => SampleCommands.Catalog.Parse($"restart worker --reason \"{reason}\"").Require()
            .ShouldBe(new SampleCommands.Restart(Component.Worker, Deployment: null, Pod: null, reason)));

    [Fact]
    public void Normalising_twice_changes_nothing() => Text.Sample(text =>
        TypedText.Normalise(TypedText.Normalise(text)) == TypedText.Normalise(text));

    private static bool IsVisible(string text) => text.EnumerateRunes().All(
        rune => System.Text.Rune.GetUnicodeCategory(rune) is not UnicodeCategory.Control and not UnicodeCategory.Format);
}
