using System.Diagnostics;
using ChatOps.Operations;

namespace ChatOps.Telemetry;

/// <summary>
/// Traces: one for a command, from its text through the job to each call of the API server. What stands between the two halves
/// is a number in the job, so the way back is kept with the operation.
/// </summary>
public static class Traces
{
    public const string SourceName = "ChatOps";

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>The trace that is under way here, as W3C's traceparent; null when nobody listens.</summary>
    public static string? Parent => Activity.Current is { IdFormat: ActivityIdFormat.W3C, Id: { } id } ? id : null;

    /// <summary>What one person said on one chat platform.</summary>
    public static Activity? Command(string platform) =>
        Source.StartActivity("command", ActivityKind.Server)?.SetTag("chatops.platform", platform);

    /// <summary>One look of a worker at an operation, which goes on with the trace of whoever asked for it.</summary>
    /// <param name="parent">What <see cref="Parent"/> was then.</param>
    public static Activity? Operation(int operationId, string capability, string? parent)
    {
        _ = ActivityContext.TryParse(parent, traceState: null, isRemote: true, out var context);
        return Source.StartActivity($"operation {capability}", ActivityKind.Consumer, context)?.SetTag("chatops.operation", operationId);
    }

    /// <summary>One step of an operation, or taking it back.</summary>
    public static Activity? Step(IStep step) =>
        Source.StartActivity($"step {step.GetType().Name}")?.SetTag("chatops.step", step.Title);

    /// <summary>Names the command once it is understood.</summary>
    public static void Understood(this Activity activity, string command)
    {
        activity.DisplayName = $"command {command}";
        activity.SetTag("chatops.command", command);
    }
}
