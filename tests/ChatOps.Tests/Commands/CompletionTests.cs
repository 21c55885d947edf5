using Shouldly;
using Xunit;

namespace ChatOps.Tests.Commands;

public sealed class CompletionTests
{
    [Theory]
    [InlineData("", "help, pods, restart, scale, volume, quota")]
    [InlineData("r", "restart")]
    [InlineData("RES", "restart")]
    [InlineData("restart", "restart")]
    [InlineData("restart ", "scheduler, webserver, worker, --pod, --reason")]
    [InlineData("restart w", "webserver, worker")]
    [InlineData("restart worker ", "lunar-nuclear-3725, platform, zodiac-cosmo-1172, --pod, --reason")]
    [InlineData("restart worker z", "zodiac-cosmo-1172")]
    [InlineData("restart worker --pod a z", "zodiac-cosmo-1172")]
    [InlineData("restart worker --", "--pod, --reason")]
    [InlineData("restart worker \u2014p", "--pod")]
    [InlineData("restart worker --pod a --", "--reason")]
    [InlineData("restart worker --pod ", "")]
    [InlineData("pods ", "lunar-nuclear-3725, platform, zodiac-cosmo-1172, --unhealthy")]
    [InlineData("pods --unhealthy ", "lunar-nuclear-3725, platform, zodiac-cosmo-1172")]
    [InlineData("volume ", "delete, undelete")]
    [InlineData("quota ", "set, lunar-nuclear-3725, platform, zodiac-cosmo-1172")]
    [InlineData("frobnicate ", "")]
    public void The_last_word_is_completed(string text, string words) =>
        string.Join(", ", SampleCommands.Catalog.Complete(text, SampleCommands.Catalog.Commands)).ShouldBe(words);

    [Theory]
    [InlineData("", "pods, volume, quota")]
    [InlineData("restart ", "")]
    [InlineData("volume ", "delete")]
    [InlineData("quota ", "set")]
    [InlineData("pods ", "lunar-nuclear-3725, platform, zodiac-cosmo-1172, --unhealthy")]
    public void What_is_not_offered_is_not_completed(string text, string words)
    {
        var offered = SampleCommands.Catalog.Commands.Where(command => command.Name is "pods" or "volume delete" or "quota set");

        string.Join(", ", SampleCommands.Catalog.Complete(text, [.. offered])).ShouldBe(words);
    }
}
