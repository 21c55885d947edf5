using ChatOps.Adapters.Slack.Outgoing;
using ChatOps.Chat;
using ChatOps.Doctor;
using Microsoft.Extensions.Options;

namespace ChatOps.Adapters.Slack.Checkups;

/// <summary>Slack lets the bot open a socket, where it is to come by one. None is opened: the address that Slack gives lapses.</summary>
internal sealed class SlackSocketCheckup(SlackWebApi api, IOptions<SlackOptions> options) : ICheckup
{
    public string Subject => "Slack socket";

    public async Task<IReadOnlyList<Finding>> LookAsync(CancellationToken cancellationToken)
    {
        if (!options.Value.SocketMode)
        {
            return [Finding.Off(Subject, "Slack comes by HTTP (Slack:SocketMode is false).")];
        }

        try
        {
            var reply = await api.OpenConnectionAsync(options.Value.AppToken, cancellationToken);
            return reply.Ok
                ? [Finding.Good(Subject, "Slack offers a connection.")]
                : [Finding.Bad(
                    Subject,
                    $"Slack offers none ({reply.Error ?? "no error named"}).",
                    "Set Slack:AppToken to an app-level token with the scope connections:write, and switch Socket Mode on in the app.")];
        }
        catch (ChatUnavailableException away)
        {
            return [Finding.Bad(Subject, away.Message, "Look whether Slack:ApiBaseUrl can be reached from here (egress, proxy).")];
        }
    }
}
