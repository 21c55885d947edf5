using ChatOps.Chat;
using ChatOps.Host.WebConsole;
using ChatOps.Operations;
using ChatOps.Tests.Desk;
using ChatOps.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.WebConsole;

/// <summary>A password in the console: on the one page that asks for it, once, for ten minutes.</summary>
public sealed class ConsoleWhisperTests : IAsyncLifetime
{
    private static readonly Persona Otto = Persona.Named("operator");
    private static readonly Persona Anna = Persona.Named("approver");

    private readonly DeskRig _rig = new(
        new()
        {
            ["Access:Grants:0:Role"] = "Operator",
            ["Access:Grants:0:To"] = Otto.Actor.Key,
            ["Access:Grants:1:Role"] = "Approver",
            ["Access:Grants:1:To"] = Anna.Actor.Key,
        });

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private CommandSender Sender => new(
        _rig.Services.GetRequiredService<IServiceScopeFactory>(), _rig.ConsoleWhisper, new Lifetime(), NullLogger<CommandSender>.Instance);

    public async ValueTask InitializeAsync()
    {
        _rig.Templates.Template = new([new("grafana", new(1, 1), [], [])]);
        await _rig.InitializeAsync();
        (await SayAsync(Otto, "grafana reset-password")).ShouldContain("awaits approval: operation 1");
        (await SayAsync(Anna, "approve 1")).ShouldContain("You approved operation 1");
        await _rig.Services.GetRequiredService<OperationRunner>().RunAsync(1, Stop);
    }

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Fact]
    public async Task The_asker_is_shown_it_in_the_place_of_the_answer_once()
    {
        (await SayAsync(Otto, "grafana show-password 1")).ShouldContain($"Password: {KnownPasswords.First}");

        (await SayAsync(Otto, "grafana show-password 1")).ShouldStartWith("The bot does not have the password of operation 1 (any more).");
        _rig.Whisper.Said.ShouldBeEmpty("another chat platform's");
    }

    [Fact]
    public async Task Anybody_else_is_refused_and_takes_nothing_from_the_asker()
    {
        (await SayAsync(Anna, "grafana show-password 1")).ShouldStartWith("The password of operation 1 is for Otto alone, who asked for it.");

        (await SayAsync(Otto, "grafana show-password 1")).ShouldContain(KnownPasswords.First);
    }

    [Fact]
    public async Task Of_many_presses_at_once_one_shows_it()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Task.Run(() => SayAsync(Otto, "grafana show-password 1"), Stop)));

        answers.Count(answer => answer.Contains(KnownPasswords.First)).ShouldBe(1);
    }

    [Fact]
    public async Task After_ten_minutes_it_is_gone()
    {
        _rig.Time.Advance(TimeSpan.FromMinutes(10));

        (await SayAsync(Otto, "grafana show-password 1")).ShouldStartWith("The bot does not have the password of operation 1 (any more).");
    }

    [Fact]
    public async Task A_page_that_is_gone_leaves_it_where_it_was()
    {
        var nobodyWaits = new Request("console:gone", "grafana show-password 1", Otto.Actor, ConsoleChatPlatform.Room);

        var answer = await _rig.Services.GetRequiredService<ICommandDesk>().HandleAsync(nobodyWaits, Stop);

        answer.ToPlainText().ShouldBe("The password could not be shown to you: No page of the console waits for it.\nIt is kept: press again.");
        (await SayAsync(Otto, "grafana show-password 1")).ShouldContain(KnownPasswords.First);
    }

    private async Task<string> SayAsync(Persona persona, string text) => (await Sender.SendAsync(persona, text)).ToPlainText();
}
