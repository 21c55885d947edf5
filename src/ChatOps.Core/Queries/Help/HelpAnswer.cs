using System.Collections.Immutable;
using ChatOps.Chat;
using ChatOps.Commands;

namespace ChatOps.Queries.Help;

/// <summary>Help, made from the grammar alone.</summary>
internal static class HelpAnswer
{
    public static Message OfAll(IEnumerable<CommandEntry> commands)
    {
        var message = Message.Titled("What you can say");
        foreach (var group in commands.GroupBy(command => command.IsQuery).OrderByDescending(group => group.Key))
        {
            message = message.Table(new TablePart(
                group.Key ? "To look" : "To change something", Headers: [], [.. group.Select(Row)])
            {
                RowsStandAlone = true,
            });
        }

        return message with { Footer = "help <command> tells more, for example: help pods" };
    }

    /// <param name="longer">Commands whose names go on where this one's ends: "quota set" for "quota".</param>
    public static Message OfOne(CommandEntry command, IReadOnlyCollection<CommandEntry> longer)
    {
        var message = Message.Titled($"{command.Name}: {command.Description}").Field("Usage", command.Usage);
        foreach (var parameter in command.Parameters.Where(parameter => parameter.Description.Length > 0))
        {
            message = message.Field(parameter.Usage, parameter.Description);
        }

        if (longer.Count > 0)
        {
            message = message.Field("See also", string.Join(", ", longer.Select(other => other.Name)));
        }

        return command.Examples.Count == 0
            ? message
            : message.Text(string.Join('\n', command.Examples.Prepend("For example:")));
    }

    private static ImmutableList<string> Row(CommandEntry command) => [command.Usage, command.Description];
}
