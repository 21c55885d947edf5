using ChatOps.Adapters.Teams.Identity;
using ChatOps.Chat;
using ChatOps.Doctor;
using Microsoft.Extensions.Options;

namespace ChatOps.Adapters.Teams.Checkups;

/// <summary>Entra knows the bot by its id and gives it tokens.</summary>
internal sealed class TeamsTokenCheckup(IBotTokens tokens, IOptions<TeamsOptions> options) : ICheckup
{
    public string Subject => "Teams token";

    public async Task<IReadOnlyList<Finding>> LookAsync(CancellationToken cancellationToken)
    {
        if (options.Value.AppId.Length == 0)
        {
            return [Finding.Doubtful(
                Subject, "None: whoever is on this machine may speak as anybody (Teams:AllowUnauthenticated).", "For the playground only: set Teams:AppId.")];
        }

        try
        {
            await tokens.GetAsync(refused: null, cancellationToken);
            return [Finding.Good(Subject, $"Entra gives the app {options.Value.AppId} one.")];
        }
        catch (Exception refusal) when (refusal is ChatRefusedException or ChatUnavailableException)
        {
            return [Finding.Bad(Subject, refusal.Message, "Compare with the app's registration in Entra, and look at the egress to Teams:LoginUrl.")];
        }
    }
}
