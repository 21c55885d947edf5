using ChatOps.Access;
using ChatOps.Chat;
using Microsoft.Extensions.Logging;

namespace ChatOps.Houston.People;

/// <summary>Finds the person in Houston whom somebody means in chat.</summary>
public sealed partial class PeopleFinder(
    IHouston houston, Access.People people, IEnumerable<IEmails> emails, ILogger<PeopleFinder> logger)
{
    public async Task<Result<HoustonPerson>> FindAsync(PersonReference reference, CancellationToken cancellationToken)
    {
        if (reference.Mentioned is not { } mentioned)
        {
            return await houston.FindPersonAsync(reference.Value, cancellationToken);
        }

        return (await EmailOfAsync(mentioned, cancellationToken)).TryGet(out var email, out var problem)
            ? await houston.FindPersonAsync(email, cancellationToken)
            : problem;
    }

    /// <summary>The settings know better than the chat platform, where an address can be changed by its owner.</summary>
    private async Task<Result<string>> EmailOfAsync(Actor mentioned, CancellationToken cancellationToken)
    {
        if (people.Find(mentioned)?.Email is { } known)
        {
            return known;
        }

        try
        {
            foreach (var platform in emails)
            {
                if (await platform.FindAsync(mentioned, cancellationToken) is { } found)
                {
                    return found;
                }
            }
        }
        catch (Exception away) when (away is ChatUnavailableException or ChatRefusedException)
        {
            LogNoEmail(mentioned.Key, away.Message);
            return Problem.Unavailable($"{mentioned.Platform switch { "teams" => "Teams", _ => "Slack" }} does not tell that person's e-mail address now.", "Write the address instead.");
        }

        return Problem.NotFound("Nobody vouches for that person's e-mail address.", "Write the address instead.");
    }

    [LoggerMessage(LogLevel.Warning, "The e-mail address of {Account} could not be asked for: {Reason}")]
    private partial void LogNoEmail(string account, string reason);
}
