using ChatOps.Chat;
using ChatOps.Host.WebConsole;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.WebConsole;

public sealed class TranscriptTests
{
    private readonly ConsoleRoom _room;
    private readonly Transcript _transcript;

    public TranscriptTests()
    {
        var time = new FakeTimeProvider();
        _room = new ConsoleRoom(time);
        _transcript = new Transcript(_room, time);
    }

    [Fact]
    public void What_was_sent_stands_where_it_was_sent_and_its_answer_with_it()
    {
        _room.Post(Message.Titled("before"));
        var sent = _transcript.Sent(Persona.Default, "pods");
        var living = _room.Post(Message.Titled("after"));

        _transcript.Answered(sent, Message.Titled("18 pods"));
        _room.Update(living.Id, Message.Titled("after, updated"));

        _transcript.Lines.Select(Said).ShouldBe(["before", "pods: 18 pods", "after, updated"]);
    }

    [Fact]
    public void An_answer_to_what_the_page_let_go_of_is_dropped()
    {
        var first = _transcript.Sent(Persona.Default, "first");
        for (var number = 0; number < Transcript.Capacity; number++)
        {
            _transcript.Sent(Persona.Default, $"{number}");
        }

        _transcript.Answered(first, Message.Titled("too late"));

        _transcript.Lines.Select(Said).ShouldNotContain(said => said.Contains("first") || said.Contains("too late"));
        _transcript.Lines.Count().ShouldBe(Transcript.Capacity);
    }

    private static string Said(TranscriptLine line) => line switch
    {
        SentLine sent => $"{sent.Text}: {sent.Answer?.Title}",
        RoomLine { Posted: var posted } => posted.Message.Title,
        _ => throw new InvalidOperationException(),
    };
}
