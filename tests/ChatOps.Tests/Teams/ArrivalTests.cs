using System.Text;
using ChatOps.Adapters.Teams.Incoming.Activities;
using ChatOps.Adapters.Teams.Incoming.Handling;
using ChatOps.Adapters.Teams.Outgoing;
using ChatOps.Chat;
using ChatOps.Chat.Answering;
using ChatOps.Chat.Incoming;
using ChatOps.Chat.References;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Teams;

/// <summary>The bot is put into conversations and taken out of them, while what it remembers of them is away.</summary>
public sealed class ArrivalTests
{
    private readonly AwayReferences _references = new();
    private readonly FakeTimeProvider _time = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private LeftConversations Left => new(_references, _time, NullLogger<LeftConversations>.Instance);

    [Fact]
    public async Task What_can_not_be_forgotten_is_no_error_of_the_bots()
    {
        var arrivals = new ArrivalHandler(new(_time), Left, new WaitingAnswers<DirectAnswer>());

        (await arrivals.HandleAsync(Told("conversationUpdate", """ "membersRemoved":[{"id":"28:bot"}] """), Stop)).ShouldBeNull();
        (await new InstallationHandler(Left).HandleAsync(Told("installationUpdate", """ "action":"remove" """), Stop)).ShouldBeNull();

        _references.Tries.ShouldBe(2);
    }

    private static Activity Told(string type, string how) => Activity.From(JsonFields.Parse(Encoding.UTF8.GetBytes(
        $$"""
        {"type":"{{type}}","serviceUrl":"https://smba.example/","conversation":{"id":"a:chat","conversationType":"personal"},
        "recipient":{"id":"28:bot"},{{how}}}
        """))).ShouldNotBeNull();

    private sealed class AwayReferences : IConversationReferences
    {
        public int Tries { get; private set; }

        public Task ForgetAsync(string platform, string channel, CancellationToken cancellationToken)
        {
            Tries++;
            throw new TimeoutException("The database is away.");
        }

        public Task<ConversationReference?> FindAsync(string platform, string channel, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task<PersonReference?> FindPersonAsync(Actor actor, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task RememberAsync(ConversationReference reference, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task RememberAsync(PersonReference reference, CancellationToken cancellationToken) =>
            throw new NotSupportedException();
    }
}
