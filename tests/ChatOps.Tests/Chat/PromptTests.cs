using ChatOps.Approvals;
using ChatOps.Chat;
using ChatOps.Commands;
using CsCheck;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Chat;

public sealed class PromptTests
{
    private static readonly Prompt WhyNot = new("Why not?", "--reason");

    private static readonly CommandCatalog Catalog = new(
        new ValueRules(new NoNames()), [new CommandRegistration(DecisionCommands.Register)]);

    [Theory]
    [InlineData("not now", "not now")]
    [InlineData("  it's Otto's \"own\" run  ", "it's Otto's 'own' run")]
    [InlineData("\u201Cquoted\u201D to the end\u201D", "'quoted' to the end'")]
    [InlineData("first\nsecond", "first second")]
    [InlineData("--plan abc 18", "--plan abc 18")]
    [InlineData("\\", "\\")]
    public void An_answer_is_one_text_whatever_it_holds(string answer, string heard) =>
        Catalog.Parse(WhyNot.Fill("deny 17", answer)).Require().ShouldBe(new DenyCommand(17, heard));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \t\n\u200B")]
    public void No_answer_leaves_the_command_as_it_is(string? answer) =>
        WhyNot.Fill("deny 17", answer).ShouldBe("deny 17");

    [Fact]
    public void No_answer_makes_another_command_of_it() => Gen.String.Sample(answer =>
        Catalog.Parse(WhyNot.Fill("deny 17", answer)).Require() is DenyCommand { OperationId: 17 });

    [Fact]
    public void Where_there_are_no_buttons_a_required_answer_is_part_of_what_to_type()
    {
        var button = new Button("Deny", "deny 17") { Prompt = WhyNot with { IsRequired = true } };

        Message.Titled("Decide").Button(button).ToPlainText().ShouldBe("Decide\n[Deny: deny 17 --reason \"...\"]");
    }

    private sealed class NoNames : IKnownNames
    {
        public IEnumerable<string> Components => [];

        public IEnumerable<string> Deployments => [];
    }
}
