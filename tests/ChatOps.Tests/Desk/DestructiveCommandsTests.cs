using ChatOps.Chat;
using ChatOps.Commands;
using ChatOps.Operations;
using ChatOps.Operations.Volumes;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Desk;

/// <summary>
/// Walks over the whole catalog: whatever plans something destructive waits for another person. A command that is added
/// is covered by its examples, with and without each of its flags; one without an example that can be planned fails here.
/// </summary>
public sealed class DestructiveCommandsTests : IAsyncLifetime
{
    private static readonly Actor Otto = new("slack", "UOTTO", "otto");
    private static readonly Actor Olga = new("slack", "UOLGA", "olga");
    private static readonly Actor Vera = new("slack", "UVERA", "vera");

    private readonly DeskRig _rig = new(
        new()
        {
            ["Access:Grants:0:Role"] = "Admin", // the highest there is: it is about being the asker, not about the role
            ["Access:Grants:0:To"] = Otto.Key,
            ["Access:Grants:1:Role"] = "Operator",
            ["Access:Grants:1:To"] = Olga.Key,
            ["Access:Grants:2:Role"] = "Viewer",
            ["Access:Grants:2:To"] = Vera.Key,
        });

    private IReadOnlyList<(string Text, ICommand Command)> Commands =>
        [.. _rig.Services.GetRequiredService<CommandCatalog>().Commands.SelectMany(Texts).Select(Parsed)];

    private IReadOnlyList<ICapabilityEntry> Entries => [.. _rig.Services.GetServices<ICapabilityEntry>()];

    public async ValueTask InitializeAsync()
    {
        await _rig.InitializeAsync();
        _rig.MakeExamplesPlannable();
    }

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Fact]
    public async Task Every_capability_of_the_program_is_walked_over()
    {
        var capabilities = typeof(ICapabilityEntry).Assembly.GetTypes()
            .Where(type => type is { IsClass: true, IsAbstract: false })
            .SelectMany(type => type.GetInterfaces())
            .Where(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ICapability<,>))
            .Select(type => type.GetGenericArguments()[0]);

        Entries.Select(entry => entry.CommandType).ShouldBe(capabilities, ignoreOrder: true);
        var destructive = await DestructiveAsync();
        var planned = destructive.Concat(await OthersAsync()).Select(found => found.Entry.Name).Distinct();
        planned.ShouldBe(Entries.Select(entry => entry.Name), ignoreOrder: true, "each needs an example that can be planned");
        destructive.Select(found => found.Entry.Name).ShouldContain(VolumeDeleteCapability.Name);
    }

    [Fact]
    public async Task Nothing_destructive_runs_before_another_person_with_the_role_has_agreed()
    {
        foreach (var (text, _) in await DestructiveAsync())
        {
            var answer = await _rig.SayAsync(Otto, text);

            answer.ShouldContain("awaits approval: operation ", Case.Sensitive, text);
            var id = int.Parse(answer.Split('\n')[0].Split(' ')[^1]);
            (await _rig.SayAsync(Otto, $"approve {id}")).ShouldContain("somebody else has to approve it", Case.Sensitive, text);
            (await _rig.SayAsync(Olga, $"approve {id}")).ShouldContain("This needs the role approver", Case.Sensitive, text);
            (await _rig.SayAsync(Vera, $"approve {id}")).ShouldContain("This needs the role approver", Case.Sensitive, text);
            var operation = await _rig.Database.Operations.FindAsync(id, TestContext.Current.CancellationToken);
            operation.ShouldNotBeNull().State.ShouldBe(OperationState.AwaitingApproval, text);
            await _rig.SayAsync(Otto, $"cancel {id}"); // the next one may be about the same target
            _rig.Jobs.Queued.Remove(id);
        }

        _rig.Jobs.Queued.ShouldBeEmpty();
        _rig.Pods.Deleted.ShouldBeEmpty();
        _rig.Effects.Done.ShouldBeEmpty();
        _rig.Quotas.Done.ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_may_only_look_can_not_even_ask()
    {
        foreach (var (text, _) in (await DestructiveAsync()).Concat(await OthersAsync()))
        {
            (await _rig.SayAsync(Vera, text)).ShouldContain("This needs the role operator", Case.Sensitive, text);
        }

        (await _rig.Database.Operations.RecentAsync(limit: 1, TestContext.Current.CancellationToken)).ShouldBeEmpty();
    }

    private Task<List<(string Text, ICapabilityEntry Entry)>> DestructiveAsync() =>
        PlannedAsync(risk => risk is Risk.Destructive);

    private Task<List<(string Text, ICapabilityEntry Entry)>> OthersAsync() =>
        PlannedAsync(risk => risk is not Risk.Destructive);

    private async Task<List<(string Text, ICapabilityEntry Entry)>> PlannedAsync(Func<Risk, bool> isOfInterest)
    {
        var capabilities = _rig.Services.GetRequiredService<Capabilities>();
        var planned = new List<(string Text, ICapabilityEntry Entry)>();
        foreach (var (text, command) in Commands)
        {
            if (capabilities.For(command) is { } entry
                && (await entry.PlanAsync(command, TestContext.Current.CancellationToken)).TryGet(out var plan, out _)
                && isOfInterest(plan.Risk))
            {
                planned.Add((text, entry));
            }
        }

        return planned;
    }

    private (string Text, ICommand Command) Parsed(string text) =>
        (text, _rig.Services.GetRequiredService<CommandCatalog>().Parse(text).Require());

    /// <summary>Each example as it is, and with each flag that it doesn't have.</summary>
    private static IEnumerable<string> Texts(CommandEntry command) =>
        from example in command.Examples
        from flag in command.Parameters.Where(parameter => parameter.IsFlag).Select(flag => $" --{flag.Name}").Prepend("")
        where flag.Length == 0 || !example.Contains(flag, StringComparison.Ordinal)
        select example + flag;
}
