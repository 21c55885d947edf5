using System.Collections.Frozen;

namespace ChatOps.Operations;

/// <summary>Where an operation stands, from the request to its end.</summary>
public enum OperationState
{
    /// <summary>Accepted, and nothing asked for yet.</summary>
    Planned,

    /// <summary>Buttons are out; a decision is waited for.</summary>
    AwaitingApproval,

    /// <summary>May run; waits for a worker.</summary>
    Approved,

    /// <summary>A worker holds it and takes its steps.</summary>
    Running,

    /// <summary>Asleep until the cluster changes or a timer rings; holds no worker.</summary>
    Waiting,

    Succeeded,
    Failed,
    Cancelled,
    Denied,
    Expired,
}

/// <summary>The one table of legal moves.</summary>
public static class OperationStates
{
    private static readonly FrozenDictionary<OperationState, OperationState[]> Moves =
        new Dictionary<OperationState, OperationState[]>
        {
            [OperationState.Planned] = [OperationState.AwaitingApproval, OperationState.Approved],
            [OperationState.AwaitingApproval] =
                [OperationState.Approved, OperationState.Denied, OperationState.Expired, OperationState.Cancelled],
            [OperationState.Approved] = [OperationState.Running, OperationState.Cancelled],
            [OperationState.Running] =
                [OperationState.Waiting, OperationState.Succeeded, OperationState.Failed, OperationState.Cancelled],
            [OperationState.Waiting] =
                [OperationState.Running, OperationState.Failed, OperationState.Cancelled],
            [OperationState.Succeeded] = [],
            [OperationState.Failed] = [],
            [OperationState.Cancelled] = [],
            [OperationState.Denied] = [],
            [OperationState.Expired] = [],
        }.ToFrozenDictionary();

    public static bool CanMoveTo(this OperationState from, OperationState to) => Moves[from].Contains(to);

    /// <summary>It has ended, and nothing will ever move it again.</summary>
    public static bool IsFinal(this OperationState state) => Moves[state].Length == 0;
}
