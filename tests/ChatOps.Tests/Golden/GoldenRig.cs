using ChatOps.Chat;
using ChatOps.Commands;
using ChatOps.Desk;
using ChatOps.Operations;
using ChatOps.Tests.Desk;
using Microsoft.Extensions.DependencyInjection;
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
