using System.Collections.Immutable;

namespace ChatOps.Chat;

/// <summary>How a message feels at one look: its colour bar, its icon.</summary>
public enum Tone
{
    Neutral,
    Working,
    Good,
    Warning,
    Bad,
}

/// <summary>
/// What the bot says, in no chat platform's words: each platform renders it as it can (Block Kit, an Adaptive Card, HTML).
/// All texts are plain: nothing in them is markup, and each renderer escapes them.
/// </summary>
/// <param name="Title">The verdict, first and alone: one line of at most 150 characters.</param>
public sealed record Message(string Title)
{
    public Tone Tone { get; init; } = Tone.Neutral;

    /// <summary>It tells the end of what it is about: whoever can show only a few changes must have kept one for it.</summary>
    public bool IsLast { get; init; }

    /// <summary>It shows how an operation stands, and is replaced when that changes.</summary>
    public bool IsKeptUpToDate { get; init; }

    /// <summary>It says why what somebody wished was not done.</summary>
    public bool IsRefusal { get; init; }

    /// <summary>Who is called by it, before the title; mostly nobody.</summary>
    public ImmutableList<Actor> Addressees { get; init; } = [];

    /// <summary>What follows the title, in reading order.</summary>
    public ImmutableList<Part> Parts { get; init; } = [];

    /// <summary>At most five; the first is the safest.</summary>
    public ImmutableList<Button> Buttons { get; init; } = [];

    /// <summary>
    /// What pressing a button comes to and who may, in a sentence or two: it stands right beside the buttons, whatever else is
    /// left out; null where the buttons say it all.
    /// </summary>
    public string? AtStake { get; init; }

    /// <summary>Small print under everything: age of the data, operation number, audit hash.</summary>
    public string? Footer { get; init; }

    public static Message Titled(string title, Tone tone = Tone.Neutral) => new(title) { Tone = tone };

    /// <summary>The message that a person gets instead of what was asked for.</summary>
    public static Message From(Problem problem)
    {
        var tone = problem.Kind is ProblemKind.Unavailable ? Tone.Bad : Tone.Warning;
        var message = Titled(problem.Text, tone) with { IsRefusal = true };
        return problem.NextStep is null ? message : message.Text(problem.NextStep);
    }

    public Message Text(string text) => With(new TextPart(text));

    public Message Warning(string text) => With(new WarningPart(text));

    /// <summary>Says something before all the rest, for a reader who knows the rest.</summary>
    public Message Opening(string warning) => this with { Parts = Parts.Insert(0, new WarningPart(warning)) };

    public Message Steps(IEnumerable<StepLine> steps) => With(new StepsPart([.. steps]));

    public Message Table(TablePart table) => With(table);

    /// <summary>Adds a label with its value; neighbouring fields are shown together.</summary>
    public Message Field(string label, string value)
    {
        var field = new Field(label, value);
        return Parts is [.., FieldsPart last]
            ? this with { Parts = Parts.SetItem(Parts.Count - 1, new FieldsPart(last.Fields.Add(field))) }
            : With(new FieldsPart([field]));
    }

    public Message Button(Button button) => this with { Buttons = Buttons.Add(button) };

    /// <summary>The same for one reader: without the buttons that are not for them.</summary>
    /// <param name="isReader">Whether an account is the reader's.</param>
    /// <returns>This very message when all its buttons are.</returns>
    public Message For(Func<Actor, bool> isReader)
    {
        var theirs = Buttons.RemoveAll(button =>
            (button.OnlyFor is { } one && !isReader(one)) || (button.NotFor is { } other && isReader(other)));
        return theirs.Count == Buttons.Count ? this : this with { Buttons = theirs };
    }

    private Message With(Part part) => this with { Parts = Parts.Add(part) };
}
