using System.Text;
using ChatOps.Adapters.Teams.Incoming.Handling;
using ChatOps.Chat.Incoming;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Teams;

public sealed class PressedButtonTests
{
    [Theory]
    [InlineData("""{"command":"deny 17","option":"--reason","input":"answer0","answer0":"not now","answer2":"else"}""", "not now")]
    [InlineData("""{"command":"deny 17","option":"--reason","input":"answer0","answer2":"else"}""", "")]
    [InlineData("""{"command":"deny 17","option":"--reason","answer":"not now"}""", "not now")]
    public void The_answer_is_what_was_typed_beside_the_button_on_old_cards_too(string data, string answer) =>
        PressedButton.Of(JsonFields.Parse(Encoding.UTF8.GetBytes(data))).ShouldNotBeNull().Answer.ShouldBe(answer);
}
