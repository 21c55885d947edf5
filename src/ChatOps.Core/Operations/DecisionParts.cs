using ChatOps.Approvals;
using ChatOps.Chat;

namespace ChatOps.Operations;

/// <summary>What an operation's message says of those who decide on it, and for good of those who did.</summary>
internal static class DecisionParts
{
    private const int MostNames = 4;

    /// <summary>Who decided and when; it stays when the operation has ended.</summary>
    public static Message WithDecisions(this Message message, Operation operation)
    {
        var agreed = operation.Decisions.Where(decision => decision is { Approves: true, IsVoid: false }).ToLookup(operation.IsCarriedBy);
        var lost = operation.Decisions.Where(decision => decision.IsVoid);
        var shown = message
            .FieldOf("Approved by", agreed[true])
            .FieldOf("Approved an older plan", agreed[false])
            .FieldOf("Counts no longer (role lost)", lost);
        if (operation.GlassBrokenAt is { } at)
        {
            shown = shown.Warning(
                $"Nobody else approved this: {operation.Actor.Name} went on alone, {Words.At(at)}: {operation.GlassReason}");
            shown = operation.SignOff is { } signOff ? shown.Field("Signed off by", signOff) : shown;
        }

        return operation.Verdict is { } verdict ? shown.Warning(verdict) : shown;
    }

    /// <summary>Who may decide until when, with their buttons.</summary>
    /// <param name="glass">Whether the asker may go on alone.</param>
    /// <param name="deciders">Names of people who may approve; there may be more.</param>
    /// <param name="loss">What is lost, repeated where it is agreed to; null when nothing is.</param>
    public static Message AskingFor(
        this Message message, Operation operation, BreakGlassOptions glass, IReadOnlyList<string> deciders, string? loss)
    {
        var asking = message.Field("Approval", operation.IsDecidedByAsker
            ? $"{operation.Actor.Name} confirms"
            : $"{operation.ApprovalsGiven} of {operation.ApprovalsNeeded}");
        asking = operation switch
        {
            { IsCountingDown: true } => asking
                .Field("Goes on alone", $"{operation.GlassBreaksAt:HH:mm:ss} UTC, unless somebody decides before")
                .Warning($"{operation.Actor.Name} goes on without approval: {operation.GlassReason}"),
            { GlassKept: { } why } => asking.Field("Decide by", Deadline(operation)).Warning($"Not gone on without approval: {why}"),
            _ => asking.Field("Decide by", Deadline(operation)),
        };
        var who = WhoDecides(operation, deciders);
        return asking.WithButtons(operation, glass) with { AtStake = loss is null ? who : $"{loss} {who}" };
    }

    /// <summary>For whoever looks at it afterwards.</summary>
    public static Message AskingForReview(this Message message, Operation operation) => operation.AwaitsSignOff
        ? message.Button(new Button("Sign off", $"sign-off {operation.Id}")
        {
            Prompt = new("What did you find?", "--note"),
            NotFor = operation.Actor,
        })
        : message;

    /// <summary>In words, since a message that is one for all shows its asker a button that can only refuse them.</summary>
    private static string WhoDecides(Operation operation, IReadOnlyList<string> deciders)
    {
        if (operation.IsDecidedByAsker)
        {
            return $"{operation.Actor.Name}, who asked, has to approve.";
        }

        var missing = operation.ApprovalsNeeded - operation.ApprovalsGiven;
        var who = missing == 1 ? $"Someone other than {operation.Actor.Name} has" : $"{missing} people other than {operation.Actor.Name} have";
        var names = deciders.Count > MostNames
            ? [.. deciders.Take(MostNames), $"{deciders.Count - MostNames} more"]
            : deciders;
        return names.Count == 0
            ? $"{who} to approve, with the role approver."
            : $"{who} to approve: {string.Join(" or ", names)} can.";
    }

    private static Message WithButtons(this Message message, Operation operation, BreakGlassOptions glass)
    {
        var decided = message
            .Button(new Button("Deny", $"deny {operation.Id}")
            {
                Prompt = new("Why not?", "--reason"),
                NotFor = operation.Actor,
            })
            .Button(new Button("Approve", $"approve {operation.Id} --plan {operation.Fingerprint}", ButtonStyle.Danger)
            {
                OnlyFor = operation.IsDecidedByAsker ? operation.Actor : null,
                NotFor = operation.IsDecidedByAsker ? null : operation.Actor,
            });
        return decided.WithGlass(operation, glass)
            .Button(new Button("Cancel", $"cancel {operation.Id}") { OnlyFor = operation.Actor });
    }

    private static Message WithGlass(this Message message, Operation operation, BreakGlassOptions glass) =>
        glass.Enabled && operation is { IsCountingDown: false, IsDecidedByAsker: false }
            ? message.Button(new Button("Go on alone", $"break-glass {operation.Id}")
            {
                Prompt = new("Why can't it wait for somebody else?", "--reason", IsRequired: true),
                OnlyFor = operation.Actor,
            })
            : message;

    private static Message FieldOf(this Message message, string label, IEnumerable<Decision> decisions)
    {
        var people = string.Join('\n', decisions.Select(decision => $"{decision.Actor.Name}, {Words.At(decision.At)}"));
        return people.Length == 0 ? message : message.Field(label, people);
    }

    private static string Deadline(Operation operation) => $"{operation.ExpiresAt:HH:mm:ss} UTC";
}
