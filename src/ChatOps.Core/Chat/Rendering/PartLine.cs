namespace ChatOps.Chat.Rendering;

/// <summary>One line of a message's fields or steps.</summary>
/// <param name="Head">What it is about.</param>
/// <param name="IsStrong">Whether that stands out.</param>
/// <param name="Tail">What follows it; empty for nothing.</param>
public sealed record PartLine(string Head, bool IsStrong, string Tail)
{
    private const string Nothing = "-";

    public static PartLine Of(Field field, LineRules rules) =>
        new(Short(field.Label, rules.Label, rules), IsStrong: true, $"  {Short(field.Value, rules.Value, rules)}");

    public static PartLine Of(StepLine step, LineRules rules) => new(
        $"{Marks.Of(step.State)} {Short(step.Text, rules.Label, rules)}",
        step.State is StepState.Running,
        string.IsNullOrWhiteSpace(step.Note) ? "" : $": {Short(step.Note, rules.Value, rules)}");

    /// <summary>What a field or step has to say: an empty text is not allowed everywhere, a long one would hide the others.</summary>
    private static string Short(string text, int limit, LineRules rules)
    {
        var line = rules.OneLine(text, limit);
        return line.Length > 0 ? line : Nothing;
    }
}

/// <summary>How a chat platform shows lines.</summary>
/// <param name="OneLine">Brings a text into one line that is no longer than a limit, as the platform counts.</param>
/// <param name="Label">The limit of a field's label or a step's text.</param>
/// <param name="Value">The limit of a field's value or a step's note.</param>
public sealed record LineRules(Func<string, int, string> OneLine, int Label, int Value);
