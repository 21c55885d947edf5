using ChatOps.Inventory;

namespace ChatOps.Operations;

/// <summary>What an operation holds while it is unfinished (<see cref="IPlan.Target"/>): no other may be about the same.</summary>
internal static class OperationTarget
{
    public static string Of(WorkloadReference workload) => $"{workload.Namespace}/{workload.Kind}/{workload.Name}";
}
