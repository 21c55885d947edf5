using System.Reflection;
using ChatOps.Operations;

namespace ChatOps.Tests.Fakes;

/// <summary>The operations table, whose database is away for some moves.</summary>
public class StumblingOperations : DispatchProxy
{
    private IOperations _inner = null!; // set by Over
    private int _moves;
    private int _failures;
    private Func<Task>? _meanwhile;

    internal IOperations Operations => (IOperations)(object)this;

    internal static StumblingOperations Over(IOperations operations)
    {
        var proxy = (StumblingOperations)(object)Create<IOperations, StumblingOperations>();
        proxy._inner = operations;
        return proxy;
    }

    /// <summary>That many moves go well, then that many fail.</summary>
    /// <param name="meanwhile">What happens while the first fails.</param>
    internal void FailAfter(int moves, int failures, Func<Task>? meanwhile = null) =>
        (_moves, _failures, _meanwhile) = (moves, failures, meanwhile);

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        targetMethod!.Name == nameof(IOperations.ChangeAsync) && --_moves < 0 && --_failures >= 0 // a proxy is called by a method
            ? FailAsync()
            : targetMethod.Invoke(_inner, args);

    private async Task<(Operation Operation, bool Changed)> FailAsync()
    {
        var meanwhile = _meanwhile;
        _meanwhile = null;
        await (meanwhile?.Invoke() ?? Task.CompletedTask);
        throw new IOException("the database is away");
    }
}
