using ChatOps.Adapters.Slack.Manifest;
using ChatOps.Adapters.Slack.Outgoing;
using ChatOps.Chat;
using ChatOps.Doctor;
using Microsoft.Extensions.Options;

namespace ChatOps.Adapters.Slack.Checkups;

/// <summary>Slack takes the bot's token, in the right workspace, with the scopes that the bot needs, and at the same time of day.</summary>
internal sealed class SlackTokenCheckup(SlackWebApi api, IOptions<SlackOptions> options, TimeProvider time) : ICheckup
{
    private const string Scopes = "Slack scopes";
    private const string Clock = "Slack's clock";

    /// <summary>A signature that is older is refused (docs.slack.dev, "Verifying requests from Slack").</summary>
    private static readonly TimeSpan SignatureHolds = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan Harmless = TimeSpan.FromSeconds(30);

    public string Subject => "Slack token";

    public async Task<IReadOnlyList<Finding>> LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            var token = await api.ExamineTokenAsync(cancellationToken);
            return token.Reply.Ok
                ? [JudgeWorkspace(token.Reply), JudgeScopes(token.Scopes), .. JudgeClock(token.At)]
                : [Finding.Bad(Subject, SlackErrors.AsException(token.Reply).Message)];
        }
        catch (ChatUnavailableException away)
        {
            return [Finding.Bad(Subject, away.Message, "Look whether Slack:ApiBaseUrl can be reached from here (egress, proxy).")];
        }
    }

    private Finding JudgeWorkspace(AuthTestReply reply) => options.Value.TeamId switch
    {
        "" => Finding.Doubtful(
            Subject, $"Slack takes it: {reply.User} in {reply.Team}.", $"Set Slack:TeamId to {reply.TeamId}, so that no other workspace is listened to."),
        var told when told == reply.TeamId => Finding.Good(Subject, $"Slack takes it: {reply.User} in {reply.Team}."),
        var told => Finding.Bad(Subject, $"It belongs to the workspace {reply.TeamId}, but Slack:TeamId is {told}.", "Set one of the two right."),
    };

    private static Finding JudgeScopes(IReadOnlyCollection<string>? granted)
    {
        if (granted is null)
        {
            return Finding.Off(Scopes, "Slack does not say which the token has.");
        }

        var missing = AppManifest.LeastScopes.Except(granted).ToList();
        return missing.Count == 0
            ? Finding.Good(Scopes, $"All {AppManifest.LeastScopes.Count} that the bot uses.")
            : Finding.Bad(Scopes, $"Missing: {string.Join(", ", missing)}.", "Add them to the app (chatops slack manifest) and install it again.");
    }

    private IEnumerable<Finding> JudgeClock(DateTimeOffset? theirs)
    {
        if (theirs is not { } moment)
        {
            yield break;
        }

        var difference = (time.GetUtcNow() - moment).Duration();
        yield return difference <= Harmless ? Finding.Good(Clock, "It goes with this machine's.")
            : difference <= SignatureHolds ? Finding.Doubtful(Clock, $"{Words.Of(difference)} apart.", "Set this machine's clock by NTP.")
            : Finding.Bad(Clock, $"{Words.Of(difference)} apart, so every request is refused as a replay.", "Set this machine's clock by NTP.");
    }
}
