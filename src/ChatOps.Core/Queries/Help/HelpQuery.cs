using ChatOps.Access;
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
        .Needs(Role.None)
        .Example("help")
        .Example("help pods");
}

public sealed class HelpHandler(CommandCatalog catalog, ICommandOffer offer) : IQueryHandler<HelpQuery>
{
    public async Task<Result<Message>> AnswerAsync(
        HelpQuery query, Request request, CancellationToken cancellationToken)
    {
        var offered = await offer.ToAsync(request.Actor, request.Conversation, cancellationToken);
        return catalog.Commands.FirstOrDefault(command => command.Name == query.Command) is { } named && !offered.Contains(named)
            && await offer.WhyNotAsync(named, request.Actor, request.Conversation, cancellationToken) is { } refusal
            ? refusal
            : Answer(query.Command, offered);
    }

    private static Result<Message> Answer(string words, IReadOnlyList<CommandEntry> commands)
    {
        if (words.Length == 0)
        {
            return HelpAnswer.OfAll(commands);
        }

        var longer = commands.Where(command => command.Name.StartsWith($"{words} ", StringComparison.Ordinal)).ToList();
        if (commands.FirstOrDefault(command => command.Name == words) is { } exact)
        {
            return HelpAnswer.OfOne(exact, longer);
        }

        return longer.Count > 0 ? HelpAnswer.OfAll(longer) : Unknown(words, commands);
    }

    private static Problem Unknown(string words, IReadOnlyList<CommandEntry> commands)
    {
        var near = Nearest.To(words, commands.Select(command => command.Name));
        return Problem.NotFound(
            "There is no such command, or none that you may run.",
            near is [var nearest] ? $"Did you mean help {nearest}?" : "Say help to see all commands.");
    }
}
