using ChatOps.Adapters.Teams.Incoming.Activities;
using ChatOps.Adapters.Teams.Outgoing;
using ChatOps.Chat;
using ChatOps.Chat.Answering;

namespace ChatOps.Adapters.Teams.Incoming.Handling;

/// <summary>The bot came into a conversation, and says hello; or it was taken out of one, which is forgotten.</summary>
public sealed class ArrivalHandler(
    ActivityMemory memory, LeftConversations left, WaitingAnswers<DirectAnswer> answers) : IActivityHandler
{
    public string Type => "conversationUpdate";

    public async Task<InvokeAnswer?> HandleAsync(Activity activity, CancellationToken cancellationToken)
    {
        if (activity.Members("membersRemoved").Any(member => member.Id == activity.BotId))
        {
            await left.ForgetAsync(activity, cancellationToken);
        }
        else if (activity.Members("membersAdded").Any(member => member.Id == activity.BotId)
            && (activity.Id.Length == 0 || memory.TryTake(activity.Key)))
        {
            answers.Add(new(Greeting(activity.Place), activity.Place.Conversation));
        }

        return null;
    }

    private static Message Greeting(TeamsPlace place) =>
        Message.Titled("ChatOps is here")
            .Text(place.IsPersonal
                ? "Type a command, such as: pods zodiac-cosmo-1172"
                : "Mention me and type a command, such as: @ChatOps pods zodiac-cosmo-1172")
            .Button(new Button("What can you do?", "help"));
}

/// <summary>The app was taken out of a conversation; that it was put into one is told by a conversationUpdate too.</summary>
public sealed class InstallationHandler(LeftConversations left) : IActivityHandler
{
    public string Type => "installationUpdate";

    public async Task<InvokeAnswer?> HandleAsync(Activity activity, CancellationToken cancellationToken)
    {
        if (activity.Action.StartsWith("remove", StringComparison.Ordinal))
        {
            await left.ForgetAsync(activity, cancellationToken);
        }

        return null;
    }
}
