using ChatOps.Chat;
using ChatOps.Commands;

namespace ChatOps.Queries.Help;

/// <summary>Asks what can be asked.</summary>
/// <param name="Command">A command's name or the words it begins with; empty for all commands.</param>
public sealed record HelpQuery(string Command) : IQuery
{
    public static void Register(CommandCatalog commands) => commands
        .Add(
            "help",
            "Shows all commands, or one of them in full.",
            (string[] command) => new HelpQuery(string.Join(' ', command).ToLowerInvariant()))
        .Example("help")
        .Example("help pods");
}

/// <summary>Whether a person may run a command at all, so that help shows only what is of use to them.</summary>
public delegate bool MayRun(Request request, CommandEntry command);

public sealed class HelpHandler(CommandCatalog catalog, MayRun mayRun) : IQueryHandler<HelpQuery>
{
    public Task<Result<Message>> AnswerAsync(HelpQuery query, Request request, CancellationToken cancellationToken)
    {
        var commands = catalog.Commands.Where(command => mayRun(request, command)).ToList();
        return Task.FromResult(Answer(query.Command, commands));
    }

    private static Result<Message> Answer(string words, List<CommandEntry> commands)
    {
        if (words.Length == 0)
        {
            return HelpAnswer.OfAll(commands);
        }

        var longer = commands.Where(command => command.Name.StartsWith($"{words} ", StringComparison.Ordinal)).ToList();
        if (commands.Find(command => command.Name == words) is { } exact)
        {
            return HelpAnswer.OfOne(exact, longer);
        }

        return longer.Count > 0 ? HelpAnswer.OfAll(longer) : Unknown(words, commands);
    }

    private static Problem Unknown(string words, List<CommandEntry> commands)
    {
        var near = Nearest.To(words, commands.Select(command => command.Name));
        return Problem.NotFound(
            "There is no such command, or none that you may run.",
            near is [var nearest] ? $"Did you mean help {nearest}?" : "Say help to see all commands.");
    }
}
