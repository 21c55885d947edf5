using ChatOps.Approvals;
using ChatOps.Commands;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Commands;

/// <summary>A reason that is said last needs no quotes.</summary>
public sealed class FreeTextTests
{
    [Theory]
    [InlineData("--reason stuck since noon", "stuck since noon")]
    [InlineData("--reason stuck, don't know why", "stuck, don't know why")]
    [InlineData("\u2014reason wrong volume \u2014 ask Ann", "wrong volume \u2014 ask Ann")]
    [InlineData("--reason wrong \u2013 ask Ann", "wrong \u2013 ask Ann")]
    [InlineData("--reason she said \u201Cno\u201D to it", "she said no to it")]
    [InlineData("--reason stuck since noon --pod worker-0", "stuck since noon")]
    [InlineData("--pod worker-0 --reason stuck since noon", "stuck since noon")]
    [InlineData("--reason \"stuck since noon\"", "stuck since noon")]
    [InlineData("--reason stuck", "stuck")]
    public void Its_words_are_one_text(string typed, string reason) =>
        SampleCommands.Catalog.Parse($"restart worker zodiac-cosmo-1172 {typed}").Require()
            .ShouldBeOfType<SampleCommands.Restart>().Reason.ShouldBe(reason);

    [Theory]
    [InlineData("restart pgbouncer --reason stuck zodiac-cosmo-1172", "zodiac-cosmo-1172")]
    [InlineData("restart pgbouncer --reason \"stuck since noon\" zodiac-cosmo-1172", "zodiac-cosmo-1172")]
    public void What_may_be_an_argument_is_one(string text, string deployment) =>
        SampleCommands.Catalog.Parse(text).Require()
            .ShouldBeOfType<SampleCommands.Restart>().Deployment.ShouldBe(new DeploymentName(deployment));

    [Theory]
    [InlineData("restart pgbouncer --reason stuck since noon")]
    [InlineData("restart worker zodiac-cosmo-1172 --reason \"stuck\" since noon")]
    public void Where_it_could_be_meant_otherwise_quotes_are_asked_for(string text)
    {
        SampleCommands.Catalog.Parse(text).TryGet(out _, out var problem).ShouldBeFalse();
        problem!.NextStep!.ShouldContain("in quotes, or when all else is said");
    }

    [Fact]
    public void A_typing_mistake_in_an_option_is_no_part_of_the_text()
    {
        SampleCommands.Catalog.Parse("restart worker zodiac-cosmo-1172 --reason stuck since noon --pdo worker-0").TryGet(out _, out var problem)
            .ShouldBeFalse();
        problem!.Text.ShouldContain("Did you mean --pod?");
    }

    [Fact]
    public void A_phone_can_deny_with_a_reason()
    {
        var catalog = new CommandCatalog(new ValueRules(new NoNames()), [new(DecisionCommands.Register), new(BreakGlassCommands.Register)]);

        catalog.Parse("Deny 17 \u2014reason wrong volume, ask Ann").Require().ShouldBe(new DenyCommand(17, "wrong volume, ask Ann"));
        catalog.Parse("sign-off 17 --note was right to act").Require().ShouldBe(new SignOffCommand(17, "was right to act"));
    }

    private sealed class NoNames : IKnownNames
    {
        public IEnumerable<string> Deployments => [];

        public IEnumerable<string> Components => [];
    }
}
