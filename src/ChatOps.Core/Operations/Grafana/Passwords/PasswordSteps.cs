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
