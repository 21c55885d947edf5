using ChatOps.Chat;
using ChatOps.Inventory;
using Humanizer;

namespace ChatOps.Queries;

/// <summary>What to say when the picture of the cluster is old or not whole.</summary>
public static class InventoryNote
{
    /// <summary>One or two sentences, or null while all is well.</summary>
    public static string? For(InventoryHealth health, DateTimeOffset now)
    {
        var note = (health.StaleSince, health.IsComplete) switch
        {
            ({ } since, true) =>
                $"The cluster has not answered for {(now - since).Humanize()}; this is how it looked at {Clock(since, now)}.",
            ({ } since, false) =>
                $"The cluster has not answered for {(now - since).Humanize()}, and I had not seen all of it before.",
            (null, false) => "I am still taking my first look at the cluster; some of it may be missing here.",
            (null, true) => null,
        };
        return note is null || health.Problem is null ? note : $"{note} ({health.Problem})";
    }

    /// <summary>Puts the note on top of an answer, or under a problem; leaves both as they are while all is well.</summary>
    public static Result<Message> On(Result<Message> answer, InventoryHealth health, DateTimeOffset now)
    {
        if (For(health, now) is not { } note)
        {
            return answer;
        }

        if (!answer.TryGet(out var message, out var problem))
        {
            return problem with { NextStep = problem.NextStep is null ? note : $"{problem.NextStep}\n{note}" };
        }

        return message with
        {
            Parts = message.Parts.Insert(0, new WarningPart(note)),
            Tone = message.Tone is Tone.Bad ? Tone.Bad : Tone.Warning,
        };
    }

    private static string Clock(DateTimeOffset moment, DateTimeOffset now)
    {
        var format = moment.UtcDateTime.Date == now.UtcDateTime.Date ? "HH:mm 'UTC'" : "yyyy-MM-dd HH:mm 'UTC'";
        return moment.UtcDateTime.ToString(format);
    }
}
