using ChatOps.Adapters.Slack.Outgoing;
using ChatOps.Incidents;
using Microsoft.Extensions.Options;

namespace ChatOps.Adapters.Slack;

/// <summary>Refuses an incident channel in Slack while Slack is switched off.</summary>
internal sealed class NoIncidentsInSlack : IValidateOptions<IncidentOptions>
{
    public ValidateOptionsResult Validate(string? name, IncidentOptions options) =>
        options.Channels().Any(channel => channel.Platform == SlackChatPlatform.PlatformName)
            ? ValidateOptionsResult.Fail(
                "Incident:Channel is in Slack, which is switched off: set Slack:SigningSecret and Slack:BotToken.")
            : ValidateOptionsResult.Success;
}
