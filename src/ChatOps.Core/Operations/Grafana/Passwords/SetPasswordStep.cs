using ChatOps.Inventory;
using ChatOps.Revealing;

namespace ChatOps.Operations.Grafana.Passwords;

/// <summary>
/// Runs Grafana's tool, once. What broke off in the middle, or was interrupted with the bot, may have worked: it is not tried
/// again, and never called done.
/// </summary>
internal sealed class SetPasswordStep(
    int operationId, ResetPasswordPlan plan, GrafanaTool tool, IGrafanaServer grafana, IInventory inventory, HeldSecrets secrets) : IStep
{
    public string Title => $"Set it with Grafana's tool in {plan.Pod}";

    public StepTarget? Target => new("Pod", plan.Pod.Namespace, plan.Pod.Name, plan.Pod.Uid);

    public TimeSpan Limit => TimeSpan.FromMinutes(5);

    public async Task<StepOutcome> RunAsync(CancellationToken cancellationToken)
    {
        if (inventory.FindPod(plan.Pod.Namespace, plan.Pod.Name)?.Uid != plan.Pod.Uid)
        {
            return Failed(Replaced());
        }

        return secrets.TryUse(operationId) is { } password
            ? await SetAsync(password, cancellationToken)
            : await LostAsync(cancellationToken);
    }

    private async Task<StepOutcome> SetAsync(string password, CancellationToken cancellationToken)
    {
        ToolEnd end;
        try
        {
            end = await tool.SetAsync(plan, password, cancellationToken);
        }
        catch (ClusterUnavailableException)
        {
            secrets.TakeBackUse(operationId);
            throw;
        }
        catch (ClusterForbiddenException)
        {
            secrets.Forget(operationId);
            throw;
        }

        switch (end.Verdict)
        {
            case ToolVerdict.Changed:
                secrets.Offer(operationId);
                return StepOutcome.Done("the tool says so");
            case ToolVerdict.Unknown:
                return await LostAsync(cancellationToken);
            default:
                return Failed(end.Verdict is ToolVerdict.PodGone ? Replaced() : Refused(end.Words));
        }
    }

    /// <summary>
    /// It was tried, and nobody saw how that ended. One log-in tells more; it stays unknown, for the tool may be at work still.
    /// </summary>
    private async Task<StepOutcome> LostAsync(CancellationToken cancellationToken)
    {
        if (secrets.Find(operationId) is not { } password)
        {
            return StepOutcome.Fail(Interrupted());
        }

        secrets.Offer(operationId);
        var look = await grafana.LogInAsync(plan.User, password, cancellationToken) switch
        {
            LogIn.Accepted => "Just now Grafana took the new password.",
            LogIn.Refused => "Just now Grafana did not take the new password; it may yet, if the tool is at work still.",
            _ => "Grafana could not be asked.",
        };
        return StepOutcome.Fail(Cut(look) with { Command = ShowPasswordQuery.For(operationId) });
    }

    /// <summary>Nothing was changed, so the password is nobody's.</summary>
    private StepOutcome Failed(Problem problem)
    {
        secrets.Forget(operationId);
        return StepOutcome.Fail(problem);
    }

    private Problem Replaced() => Problem.Conflict(
        $"{plan.Pod} was replaced meanwhile, so nothing was changed.", "Ask again; any pod of Grafana will do.");

    private static Problem Refused(string words) => Problem.Refused(
        $"Grafana's tool changed nothing: {words}", "Settings: Grafana:HomePath and Grafana:ConfigPath say where Grafana keeps its things.");

    private Problem Cut(string look) => Problem.Conflict(
        $"Unknown, check: the connection to the container ended before the tool did, or it ended without a clear word. {look}",
        $"The password of {plan.Whose} is the new one or the old one. See the new one and log in with it; if Grafana refuses it, ask again: grafana reset-password");

    private Problem Interrupted() => Problem.Conflict(
        "Unknown, check: the bot was interrupted here, and with it went the password, which it had in memory only.",
        $"The password of {plan.Whose} is the old one, or one that nobody knows. Ask again: grafana reset-password");
}
