using System.Text;

namespace ChatOps.Chat;

/// <summary>A message as text in lines: for notifications, terminals, the audit trail and tests.</summary>
public static class PlainText
{
    public static string ToPlainText(this Message message) => string.Join('\n', message.ToLines());

    /// <summary>The same piece by piece, each made when it is asked for: a reader of the beginning pays for no more.</summary>
    public static IEnumerable<string> ToLines(this Message message)
    {
        yield return string.Concat([.. message.Addressees.Select(actor => $"@{actor.Name} "), message.Title]);
        foreach (var line in message.Parts.SelectMany(Lines))
        {
            yield return line;
        }

        if (message.AtStake is not null)
        {
            yield return $"! {message.AtStake}";
        }

        if (message.Buttons.Count > 0)
        {
            yield return string.Join("  ", message.Buttons.Select(button => $"[{button.Label}: {button.Typed}]"));
        }

        if (message.Footer is not null)
        {
            yield return message.Footer;
        }
    }

    /// <summary>The table as lines of text whose columns line up, headers first.</summary>
    public static IEnumerable<string> ToLines(this TablePart table)
    {
        var rows = table.Headers.IsEmpty ? table.Rows : table.Rows.Insert(0, table.Headers);
        var widths = Widths(rows);
        return rows.Select(row => Aligned(row, widths));
    }

    private static IEnumerable<string> Lines(Part part) => part switch
    {
        TextPart text => [text.Text],
        WarningPart warning => [$"! {warning.Text}"],
        FieldsPart fields => fields.Fields.Select(field => $"{field.Label}: {field.Value}"),
        StepsPart steps => steps.Steps.Select(Line),
        TablePart table => table.Caption is null ? table.ToLines() : table.ToLines().Prepend(table.Caption),
        _ => throw new InvalidOperationException($"A part this renderer does not know: {part.GetType().Name}"),
    };

    private static string Line(StepLine step)
    {
        var mark = step.State switch
        {
            StepState.Pending => "[ ]",
            StepState.Running => "[>]",
            StepState.Done => "[x]",
            StepState.Undone => "[<]",
            StepState.Unknown => "[?]",
            _ => "[!]",
        };
        return step.Note is null ? $"{mark} {step.Text}" : $"{mark} {step.Text}: {step.Note}";
    }

    private static int[] Widths(IReadOnlyCollection<IReadOnlyList<string>> rows)
    {
        var widths = new int[rows.Count == 0 ? 0 : rows.Max(row => row.Count)];
        foreach (var row in rows)
        {
            for (var column = 0; column < row.Count; column++)
            {
                widths[column] = Math.Max(widths[column], row[column].Length);
            }
        }

        return widths;
    }

    private static string Aligned(IReadOnlyList<string> row, int[] widths)
    {
        var line = new StringBuilder();
        for (var column = 0; column < row.Count; column++)
        {
            line.Append(row[column].PadRight(widths[column])).Append("  ");
        }

        return line.ToString().TrimEnd();
    }
}
