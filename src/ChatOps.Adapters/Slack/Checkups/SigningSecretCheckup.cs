using ChatOps.Doctor;
using Microsoft.Extensions.Options;

namespace ChatOps.Adapters.Slack.Checkups;

/// <summary>The signing secret looks like one. Whether it is the right one, only a request from Slack shows.</summary>
internal sealed class SigningSecretCheckup(IOptions<SlackOptions> options) : ICheckup
{
    private const int UsualLength = 32;

    public string Subject => "Slack signing secret";

    public Task<IReadOnlyList<Finding>> LookAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Finding>>([Judge(options.Value)]);

    private Finding Judge(SlackOptions slack)
    {
        if (slack.SocketMode)
        {
            return Finding.Off(Subject, "Not needed: Slack comes by Socket Mode.");
        }

        return slack.SigningSecret.Length == UsualLength && slack.SigningSecret.All(char.IsAsciiHexDigit)
            ? Finding.Good(Subject, $"{UsualLength} hex digits, as Slack makes them.")
            : Finding.Doubtful(
                Subject,
                $"It is not {UsualLength} hex digits, as Slack makes them.",
                "Compare Slack:SigningSecret with Basic Information of the app; with a wrong one every command is refused.");
    }
}
