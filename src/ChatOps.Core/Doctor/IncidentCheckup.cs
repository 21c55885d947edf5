using ChatOps.Chat;
using ChatOps.Incidents;
using Microsoft.Extensions.Options;

namespace ChatOps.Doctor;

/// <summary>The bot can write where everything is mirrored.</summary>
public sealed class IncidentCheckup(IEnumerable<IChatPlatform> platforms, IOptions<IncidentOptions> options) : ICheckup
{
    public string Subject => "incident channel";

    public async Task<IReadOnlyList<Finding>> LookAsync(CancellationToken cancellationToken)
    {
        var channels = options.Value.Channels();
        return channels.Count == 0
            ? [Finding.Off(Subject, "None: nothing is mirrored.", "Set Incident:Channel to let everybody see what is done.")]
            : await Task.WhenAll(channels.Select(channel => LookAsync(channel, cancellationToken)));
    }

    private async Task<Finding> LookAsync(Conversation channel, CancellationToken cancellationToken)
    {
        var platform = platforms.First(candidate => candidate.Name == channel.Platform); // or the settings were refused
        try
        {
            await platform.CheckAsync(channel, cancellationToken);
            return Finding.Good(Subject, $"The bot may write in {channel.Channel}.");
        }
        catch (Exception refusal) when (refusal is ChatRefusedException or ChatUnavailableException)
        {
            return Finding.Bad(Subject, refusal.Message, "What is done is kept and told there once this is mended.");
        }
    }
}
