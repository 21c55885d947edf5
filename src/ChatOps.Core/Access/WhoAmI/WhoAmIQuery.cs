using ChatOps.Chat;
using ChatOps.Commands;

namespace ChatOps.Access.WhoAmI;

/// <summary>Asks who the bot takes one for, and what one may.</summary>
public sealed record WhoAmIQuery : IQuery
{
    public static void Register(CommandCatalog commands) => commands
        .Add("whoami", "Shows who the bot takes you for, your roles with their reasons, and what you may say.", () => new WhoAmIQuery())
        .Needs(Role.None)
        .Example("whoami");
}

public sealed class WhoAmIHandler(People people, Grants grants, GrantedCommands commands) : IQueryHandler<WhoAmIQuery>
{
    public async Task<Result<Message>> AnswerAsync(
        WhoAmIQuery query, Request request, CancellationToken cancellationToken)
    {
        var holding = await grants.HeldByAsync(request.Actor, cancellationToken);
        return new WhoAmIAnswer(
            request.Actor, people.Find(request.Actor), holding, commands.To(holding, request.Conversation)).Render();
    }
}
