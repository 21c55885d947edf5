using ChatOps.Chat;
using ChatOps.Host.WebConsole;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.WebConsole;

public sealed class CommandSenderTests
{
    private readonly List<Request> _requests = [];

    [Fact]
    public async Task Every_text_is_a_request_of_its_own_by_the_persona_in_the_room()
    {
        await using var services = Services(() => Message.Titled("Done"));
        var sender = Sender(services);

        await sender.SendAsync(Persona.Named("approver"), "approve 17");
        await sender.SendAsync(Persona.Named("approver"), "approve 17");

        _requests.Select(request => request.Id).ShouldBeUnique();
        _requests[0].ShouldBe(new Request(
            _requests[0].Id, "approve 17", new Actor("console", "approver", "Anna"), new Conversation("console", "room")));
    }

    [Fact]
    public async Task A_desk_that_fails_is_answered_for_in_words()
    {
        await using var services = Services(() => throw new TimeoutException("the database is away: secret host name"));

        var answer = await Sender(services).SendAsync(Persona.Default, "restart scheduler zodiac-cosmo-1172");

        answer.Tone.ShouldBe(Tone.Bad);
        answer.ToPlainText().ShouldBe(
            "That was not accepted: the bot could not save it.\nNothing was started. Wait a moment, then send it again.");
    }

    private ServiceProvider Services(Func<Message> answer) =>
        new ServiceCollection().AddScoped<ICommandDesk>(_ => new Desk(_requests, answer)).BuildServiceProvider();

    private static CommandSender Sender(ServiceProvider services) => new(
        services.GetRequiredService<IServiceScopeFactory>(), new ConsoleWhisper(), new Lifetime(), NullLogger<CommandSender>.Instance);

    private sealed class Desk(List<Request> requests, Func<Message> answer) : ICommandDesk
    {
        public Task<Message> HandleAsync(Request request, CancellationToken cancellationToken)
        {
            requests.Add(request);
            return Task.FromResult(answer());
        }
    }
}

/// <summary>Of a host that runs for as long as the test does.</summary>
internal sealed class Lifetime : IHostApplicationLifetime
{
    public CancellationToken ApplicationStarted => CancellationToken.None;

    public CancellationToken ApplicationStopping => CancellationToken.None;

    public CancellationToken ApplicationStopped => CancellationToken.None;

    public void StopApplication() => throw new NotSupportedException("Sending a command never stops the process.");
}
