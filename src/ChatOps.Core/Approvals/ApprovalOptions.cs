using System.ComponentModel.DataAnnotations;
using ChatOps.Operations;

namespace ChatOps.Approvals;

/// <summary>Who decides on what, and until when (section "Approvals").</summary>
public sealed class ApprovalOptions
{
    public DisruptiveApproval Disruptive { get; set; } = new();

    public DestructiveApproval Destructive { get; set; } = new();

    /// <summary>How long a request waits for a decision. 10 s to 1 day.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "1.00:00:00", ErrorMessage = "Approvals:Expiry must be 00:00:10 to 1.00:00:00.")]
    public TimeSpan Expiry { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>What a plan of this risk needs before it runs.</summary>
    public ApprovalNeed For(Risk risk) => risk switch
    {
        Risk.Destructive => new ApprovalNeed(Destructive.Approvers, ByAsker: false),
        Risk.Disruptive when Disruptive.ConfirmByAsker => new ApprovalNeed(1, ByAsker: true),
        _ => ApprovalNeed.None,
    };
}

/// <summary>For plans that interrupt and lose nothing.</summary>
public sealed class DisruptiveApproval
{
    /// <summary>Whether the asker has to confirm the plan before it runs.</summary>
    public bool ConfirmByAsker { get; set; }
}

/// <summary>For plans that lose data or work, or open a door.</summary>
public sealed class DestructiveApproval
{
    /// <summary>How many people besides the asker have to agree. 1 to 5.</summary>
    [Range(1, 5, ErrorMessage = "Approvals:Destructive:Approvers must be 1 to 5.")]
    public int Approvers { get; set; } = 1;
}

/// <summary>What a plan needs before it runs.</summary>
/// <param name="Count">People who have to agree; 0 lets it run at once.</param>
/// <param name="ByAsker">The asker decides; otherwise anybody else with the approver role.</param>
public sealed record ApprovalNeed(int Count, bool ByAsker)
{
    public static ApprovalNeed None { get; } = new(0, ByAsker: false);
}
