using ChatOps.Chat;
using ChatOps.Inventory;
using ChatOps.Revealing;

namespace ChatOps.Operations.Grafana.Passwords;

/// <summary>Makes the steps of a reset: made, set, proved, handed over.</summary>
public sealed class PasswordSteps(
    IPasswordMaker passwords,
    GrafanaTool tool,
    IGrafanaServer grafana,
    ISecrets cluster,
    IInventory inventory,
    HeldSecrets secrets,
    DefaultPassword defaultPassword)
{
    // Where these steps stand in the list below.
    private const int Setting = 1;
    private const int Proving = 2;

    /// <summary>The tool said so.</summary>
    internal static bool WasSet(Operation operation) => operation.Steps[Setting].State is StepState.Done;

    /// <summary>Done: Grafana took it. Failed: it refused it. Unknown: it could not be asked.</summary>
    internal static StepState Proof(Operation operation) => operation.Steps[Proving].State;

    internal IReadOnlyList<IStep> Of(ResetPasswordPlan plan, int operationId) =>
    [
        new MakePasswordStep(operationId, passwords, secrets),
        new SetPasswordStep(operationId, plan, tool, grafana, inventory, secrets),
        new ProveLogInStep(operationId, plan, grafana, secrets, defaultPassword),
        plan.Secret is { } secret
            ? new WriteSecretStep(operationId, plan, secret, cluster, secrets)
            : new OfferPasswordStep(operationId, plan, secrets),
    ];
}
