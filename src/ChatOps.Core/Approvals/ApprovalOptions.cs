using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace ChatOps.Approvals;

/// <summary>Who decides on what, and until when (section "Approvals").</summary>
public sealed class ApprovalOptions
{
    [ValidateObjectMembers]
    public DisruptiveApproval Disruptive { get; set; } = new();

    [ValidateObjectMembers]
    public DestructiveApproval Destructive { get; set; } = new();

    [ValidateObjectMembers]
    public BreakGlassOptions BreakGlass { get; set; } = new();

    /// <summary>How long a request waits for a decision. 10 s to 1 day.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "1.00:00:00", ErrorMessage = "Approvals:Expiry must be 00:00:10 to 1.00:00:00.")]
    public TimeSpan Expiry { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>Commands with rules of their own, by name ("volume delete"); what they leave out is as for all.</summary>
    public IDictionary<string, CommandApproval> Commands { get; set; } =
        new Dictionary<string, CommandApproval>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether any plan is for its own asker to approve.</summary>
    public bool IsAnyConfirmedByAsker =>
        Disruptive.ConfirmByAsker || Commands.Values.Any(own => own.ConfirmByAsker is true);

    /// <summary>The command's own rules, or null.</summary>
    public CommandApproval? Of(string command) => Commands.TryGetValue(command, out var own) ? own : null;
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

/// <summary>For when nobody else is there to approve: whether and how an asker may go on alone.</summary>
public sealed class BreakGlassOptions
{
    public bool Enabled { get; set; }

    /// <summary>How long everybody can see it coming. 10 s to 1 h.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "01:00:00", ErrorMessage = "Approvals:BreakGlass:Countdown must be 00:00:10 to 01:00:00.")]
    public TimeSpan Countdown { get; set; } = TimeSpan.FromMinutes(5);
}

/// <summary>The rules of one command; what is null is as for all commands of the plan's risk.</summary>
public sealed class CommandApproval
{
    /// <summary>Whether the asker has to confirm; only for plans that interrupt and lose nothing.</summary>
    public bool? ConfirmByAsker { get; set; }

    /// <summary>
    /// How many people besides the asker have to agree, to every plan of the command. 1 to 5: nothing here can let a
    /// destructive plan run with nobody's word.
    /// </summary>
    [Range(1, 5, ErrorMessage = "Approvers must be 1 to 5.")]
    public int? Approvers { get; set; }

    /// <inheritdoc cref="ApprovalOptions.Expiry"/>
    [Range(typeof(TimeSpan), "00:00:10", "1.00:00:00", ErrorMessage = "Expiry must be 00:00:10 to 1.00:00:00.")]
    public TimeSpan? Expiry { get; set; }
}

/// <summary>What a plan needs before it runs.</summary>
/// <param name="Count">People who have to agree; 0 lets it run at once.</param>
/// <param name="ByAsker">The asker decides; otherwise anybody else with the approver role.</param>
public sealed record ApprovalNeed(int Count, bool ByAsker)
{
    public static ApprovalNeed None { get; } = new(0, ByAsker: false);
}
