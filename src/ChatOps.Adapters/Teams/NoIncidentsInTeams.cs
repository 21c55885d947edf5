using ChatOps.Incidents;
using Microsoft.Extensions.Options;

namespace ChatOps.Adapters.Teams;

/// <summary>Refuses an incident channel in Teams while Teams is switched off.</summary>
internal sealed class NoIncidentsInTeams : IValidateOptions<IncidentOptions>
{
    public ValidateOptionsResult Validate(string? name, IncidentOptions options) =>
        options.Channels().Any(channel => channel.Platform == TeamsPlatform.Name)
            ? ValidateOptionsResult.Fail(
                "Incident:Channel is in Teams, which is switched off: set Teams:AppId, Teams:TenantId and Teams:ClientSecret.")
            : ValidateOptionsResult.Success;
}
