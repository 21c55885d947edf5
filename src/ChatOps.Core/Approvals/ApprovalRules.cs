using ChatOps.Operations;
using Microsoft.Extensions.Options;

namespace ChatOps.Approvals;

/// <summary>What a command's plan needs before it runs: the rules of its risk, unless the command has rules of its own.</summary>
public sealed class ApprovalRules(IOptions<ApprovalOptions> options)
{
    /// <param name="command">Its name, by which capabilities are stored too: "volume delete".</param>
    public ApprovalNeed NeedOf(string command, Risk risk)
    {
        var own = options.Value.Of(command);
        return risk switch
        {
            // At least one, whatever settings come to say: here is where a destructive plan would slip through.
            Risk.Destructive => new(Math.Max(1, own?.Approvers ?? options.Value.Destructive.Approvers), ByAsker: false),
            Risk.Disruptive when own?.Approvers is { } approvers => new(approvers, ByAsker: false),
            Risk.Disruptive when own?.ConfirmByAsker ?? options.Value.Disruptive.ConfirmByAsker => new(1, ByAsker: true),
            _ => ApprovalNeed.None,
        };
    }

    /// <summary>How long a request for this command waits for a decision.</summary>
    public TimeSpan ExpiryOf(string command) => options.Value.Of(command)?.Expiry ?? options.Value.Expiry;
}
