using Microsoft.Extensions.Options;

namespace ChatOps.Incidents;

/// <summary>Refuses an incident channel on a chat platform that is switched off.</summary>
/// <param name="platform">As actors and conversations name it: "slack".</param>
/// <param name="called">As people do: "Slack".</param>
/// <param name="settings">What switches it on.</param>
public sealed class NoIncidentsIn(string platform, string called, string settings) : IValidateOptions<IncidentOptions>
{
    public ValidateOptionsResult Validate(string? name, IncidentOptions options) =>
        options.Channels().Any(channel => channel.Platform == platform)
            ? ValidateOptionsResult.Fail($"Incident:Channel is in {called}, which is switched off: set {settings}.")
            : ValidateOptionsResult.Success;
}
