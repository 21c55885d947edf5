using System.Text.Json;
using ChatOps.Commands;
using ChatOps.Inventory;

namespace ChatOps.Operations;

/// <summary>All capabilities, by the command that asks for them and by the name they are stored under.</summary>
public sealed class Capabilities(IEnumerable<ICapabilityEntry> entries)
{
    private readonly Dictionary<string, ICapabilityEntry> _byName = entries.ToDictionary(entry => entry.Name);
    private readonly Dictionary<Type, ICapabilityEntry> _byCommand = entries.ToDictionary(entry => entry.CommandType);

    /// <summary>The capability that carries out this command, or null for a command that changes nothing.</summary>
    public ICapabilityEntry? For(ICommand command) => _byCommand.GetValueOrDefault(command.GetType());

    /// <summary>What carries it out; an <see cref="UnknownCapability"/> where it was stored by a version that could do more.</summary>
    public ICapabilityEntry Of(Operation operation) =>
        _byName.GetValueOrDefault(operation.Capability) ?? new UnknownCapability(operation);
}

/// <summary>The name of a capability there is: of its command, and of what its operations are stored under.</summary>
public sealed record CapabilityName(string Value);

/// <summary>A capability whose command and plan types are known to itself only.</summary>
public interface ICapabilityEntry
{
    /// <summary>What operations are stored under: the name of the command. Never renamed.</summary>
    string Name { get; }

    Type CommandType { get; }

    Verb Verb { get; }

    Task<Result<IPlan>> PlanAsync(ICommand command, CancellationToken cancellationToken);

    /// <param name="operationId">0 while it is only planned.</param>
    IReadOnlyList<IStep> Steps(IPlan plan, int operationId = 0);

    string Serialise(IPlan plan);

    IPlan Deserialise(string planJson);

    /// <summary>Whether two plans, as they are stored, come to the same, whatever time has changed of them.</summary>
    bool IsSame(string planJson, string otherPlanJson);
}

/// <summary>Gives a capability its stored name and its plan a form to be stored in.</summary>
public sealed class CapabilityEntry<TCommand, TPlan>(string name, ICapability<TCommand, TPlan> capability)
    : ICapabilityEntry
    where TCommand : ICommand
    where TPlan : class, IPlan
{
    public string Name => name;

    public Type CommandType => typeof(TCommand);

    public Verb Verb => capability.Verb;

    public async Task<Result<IPlan>> PlanAsync(ICommand command, CancellationToken cancellationToken)
    {
        try
        {
            return (await capability.PlanAsync((TCommand)command, cancellationToken)).TryGet(out var plan, out var problem)
                ? plan
                : problem;
        }
        catch (ClusterUnavailableException away)
        {
            return Problem.Unavailable($"{away.Message}, so nothing was started.", "Ask again in a moment.");
        }
        catch (ClusterForbiddenException forbidden)
        {
            return Problem.Refused(forbidden.Message, "Give the bot's service account that right, then ask again.");
        }
    }

    public IReadOnlyList<IStep> Steps(IPlan plan, int operationId = 0) => capability.Steps((TPlan)plan, operationId);

    public string Serialise(IPlan plan) => JsonSerializer.Serialize((TPlan)plan);

    public IPlan Deserialise(string planJson) =>
        JsonSerializer.Deserialize<TPlan>(planJson)
        ?? throw new JsonException($"The stored plan of a {name} operation is empty.");

    public bool IsSame(string planJson, string otherPlanJson) =>
        planJson == otherPlanJson || Timeless(planJson) == Timeless(otherPlanJson);

    private string Timeless(string planJson) => Serialise(Deserialise(planJson).Timeless);
}
