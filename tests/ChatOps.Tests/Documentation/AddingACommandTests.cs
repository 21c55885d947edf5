using ChatOps.Chat;
using ChatOps.Commands;
using ChatOps.Inventory;
using ChatOps.Queries.Restarts;
using ChatOps.Tests.Fakes;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Documentation;

/// <summary>docs/adding-a-command.md, followed to the letter.</summary>
public sealed class AddingACommandTests
{
    private static readonly FakeInventory Inventory = RunbookPlatform.Create();
    private static readonly DeploymentDirectory Directory = new(Inventory, Options.Create(new PlatformOptions()));

    [Fact]
    public async Task The_command_of_the_page_answers_as_the_page_says() =>
        (await SayAsync("restarts zodiac-cosmo-1172")).ShouldBe(
            """
            1 pod of zodiac-cosmo-1172 restarted
            POD                                           RESTARTS
            zodiac-cosmo-1172-scheduler-5bf6db96c4-f5c2z  2
            """);

    [Fact]
    public async Task What_is_mistyped_is_answered_with_what_was_meant() =>
        (await SayAsync("restarts zodiac-cosmo-1173")).ShouldContain("zodiac-cosmo-1172");

    [Theory]
    [InlineData("tests/ChatOps.Tests/Documentation/RestartsQuery.cs")]
    public void The_page_shows_the_very_code(string file) =>
        new Page("docs/adding-a-command.md").Text.ShouldContain($"```csharp\n{new Page(file).Text}```");

    private static async Task<string> SayAsync(string text)
    {
        var catalog = new CommandCatalog(new ValueRules(Directory), [new(RestartsQuery.Register)]);
        var query = catalog.Parse(text).Require().ShouldBeOfType<RestartsQuery>();
        var request = new Request("1", text, new Actor("slack", "U1", "ada"), new Conversation("slack", "C1"));
        var answer = await new RestartsHandler(Inventory, Directory, new FakeTimeProvider(FakeInventory.Now))
            .AnswerAsync(query, request, TestContext.Current.CancellationToken);
        return (answer.TryGet(out var message, out var problem) ? message : Message.From(problem)).ToPlainText();
    }
}
