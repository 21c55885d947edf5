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

    /// <summary>Who is called by it, before the title; null for nobody.</summary>
    public Actor? Addressee { get; init; }

    /// <summary>What follows the title, in reading order.</summary>
    public ImmutableList<Part> Parts { get; init; } = [];

    /// <summary>At most five; the first is the safest.</summary>
    public ImmutableList<Button> Buttons { get; init; } = [];

    /// <summary>Small print under everything: age of the data, operation number, audit hash.</summary>
    public string? Footer { get; init; }

    public static Message Titled(string title, Tone tone = Tone.Neutral) => new(title) { Tone = tone };

    /// <summary>The message that a person gets instead of what was asked for.</summary>
    public static Message From(Problem problem)
    {
        var tone = problem.Kind is ProblemKind.Unavailable ? Tone.Bad : Tone.Warning;
        var message = Titled(problem.Text, tone);
        return problem.NextStep is null ? message : message.Text(problem.NextStep);
    }

    public Message Text(string text) => With(new TextPart(text));

    public Message Warning(string text) => With(new WarningPart(text));

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

    private Message With(Part part) => this with { Parts = Parts.Add(part) };
}
