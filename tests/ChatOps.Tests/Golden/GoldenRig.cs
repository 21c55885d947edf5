using ChatOps.Chat;
using ChatOps.Chat.Incoming;
using ChatOps.Commands;
using ChatOps.Desk;
using ChatOps.Operations;
using ChatOps.Revealing;
using ChatOps.Tests.Desk;
using ChatOps.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace ChatOps.Tests.Golden;

/// <summary>A desk of its own over the runbook's platform, on which whatever the examples of the commands say can be planned.</summary>
internal sealed class GoldenRig : IAsyncDisposable
{
    private const int First = 1;

    private readonly DeskRig _desk;

    private GoldenRig(DeskRig desk) => _desk = desk;

    /// <summary>Asks; may not decide on what they asked for.</summary>
    public static Actor Otto { get; } = new("slack", "UOTTO", "otto");

    /// <summary>Decides.</summary>
    public static Actor Anna { get; } = new("slack", "UANNA", "anna");

    public CommandCatalog Catalog => _desk.Services.GetRequiredService<CommandCatalog>();

    public IReadOnlyList<ICapabilityEntry> Capabilities => [.. _desk.Services.GetServices<ICapabilityEntry>()];

    public OperationMessages Messages => _desk.Services.GetRequiredService<OperationMessages>();

    public IServiceProvider Services => _desk.Services;

    public DateTimeOffset Now => _desk.Time.GetUtcNow();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<GoldenRig> StartAsync()
    {
        var desk = new DeskRig(new()
        {
            ["Approvals:BreakGlass:Enabled"] = "true",
            ["Access:Grants:0:Role"] = "Operator",
            ["Access:Grants:0:To"] = Otto.Key,
            ["Access:Grants:1:Role"] = "Approver",
            ["Access:Grants:1:To"] = Anna.Key,
            ["Access:People:0:Name"] = "anna",
            ["Access:People:0:Slack:0"] = Anna.Id,
        });
        await desk.InitializeAsync();
        desk.MakeExamplesPlannable();
        return new(desk);
    }

    public Task<Message> SayAsync(Actor actor, string text) => _desk.MessageAsync(actor, text, id: text);

    /// <summary>The only operation that there is.</summary>
    /// <exception cref="InvalidOperationException">None was accepted.</exception>
    public async Task<Operation> OperationAsync() =>
        await _desk.Database.Operations.FindAsync(First, Stop) ?? throw new InvalidOperationException("No operation was accepted.");

    /// <summary>As the operation's steps leave a password behind.</summary>
    public void HoldSecret()
    {
        var held = Services.GetRequiredService<HeldSecrets>();
        held.Hold(First, KnownPasswords.First);
        held.Offer(First);
    }

    /// <summary>What one person alone was shown last.</summary>
    /// <exception cref="InvalidOperationException">Nothing was shown.</exception>
    public Message Shown => _desk.Whisper.Latest ?? throw new InvalidOperationException("Nothing was shown to anybody.");

    /// <summary>A button whose value is none of the bot's.</summary>
    public Task<Message> PressUnknownAsync() => new ButtonDesk(Patient, Catalog, _desk.Database.Audit)
        .PressAsync(new Request("pressed", "open sesame", Otto, new("slack", "C1")), Stop);

    /// <summary>The database stumbles over what somebody said.</summary>
    public Task<Message> StumbleAsync() =>
        Patient.InTimeAsync("said", _ => throw new InvalidOperationException("No database."), Stop);

    /// <summary>The desk is not ready with what somebody said when chat loses its patience.</summary>
    public async Task<Message> TakeTooLongAsync()
    {
        var answer = Patient.InTimeAsync("said", async stop =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, _desk.Time, stop);
            return Message.Titled("Too late");
        }, Stop);
        _desk.Time.Advance(PatientDesk.Patience);
        return await answer;
    }

    private PatientDesk Patient =>
        new(Services.GetRequiredService<ICommandDesk>(), _desk.Time, Services.GetRequiredService<ILogger<PatientDesk>>());

    public void TakeClusterAway() =>
        _desk.Inventory.Health = new(IsComplete: true, StaleSince: Now - TimeSpan.FromMinutes(2), Problem: "connection refused");

    /// <summary>Lets the countdown of a broken glass pass.</summary>
    public async Task CountDownAsync()
    {
        _desk.Time.Advance(TimeSpan.FromMinutes(5));
        await _desk.Services.GetRequiredService<GlassBreaker>().CountDownAsync(Stop);
    }

    /// <summary>Brings the only operation to its end.</summary>
    public Task SucceedAsync() => _desk.Database.Operations.ChangeAsync(
        First,
        operation =>
        {
            Lives.In(OperationState.Succeeded, operation, Now);
            return true;
        },
        Stop);

    public ValueTask DisposeAsync() => _desk.DisposeAsync();
}
