using ChatOps.Chat;
using Microsoft.Extensions.Logging;

namespace ChatOps.Access;

/// <summary>Whether a grant means somebody: by their accounts, by their e-mail address, or by what a chat platform says of its groups.</summary>
public sealed partial class Membership(
    People people,
    IEnumerable<IGroups> groups,
    IEnumerable<IEmails> emails,
    TimeProvider time,
    ILogger<Membership> logger)
{
    /// <summary>How long a chat platform may think: whoever asked waits, and Slack gives the whole answer three seconds.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>What the settings alone say; <see cref="Belonging.Unknown"/> where only a chat platform can tell.</summary>
    public Belonging BySettings(Grant grant, Actor actor)
    {
        if (Grantee.Read(grant.To) is not { } grantee)
        {
            return Belonging.Outside;
        }

        var email = people.Find(actor)?.Email;
        if (people.AccountsOf(actor).Any(grantee.Includes) || (email is not null && grantee.Includes(email)))
        {
            return Belonging.Inside;
        }

        return grantee.IsGroup || (grantee.IsEmail && email is null) ? Belonging.Unknown : Belonging.Outside;
    }

    /// <summary>What the settings or the chat platforms say; <see cref="Belonging.Unknown"/> where those can't be asked now.</summary>
    public async Task<Belonging> OfAsync(Grant grant, Actor actor, CancellationToken cancellationToken)
    {
        var told = BySettings(grant, actor);
        return told is Belonging.Unknown && Grantee.Read(grant.To) is { } grantee
            ? await AskAsync(grantee, people.AccountsOf(actor), cancellationToken)
            : told;
    }

    private async Task<Belonging> AskAsync(
        Grantee grantee, IReadOnlyList<Actor> accounts, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            foreach (var isMeant in Questions(grantee))
            {
                if (await AnyAsync(grantee, accounts, isMeant, either.Token))
                {
                    return Belonging.Inside;
                }
            }

            return Belonging.Outside;
        }
        catch (Exception away) when (!cancellationToken.IsCancellationRequested)
        {
            // Away, too slow or a bug: nobody is let in on a guess.
            LogAway($"{grantee}", away);
            return Belonging.Unknown;
        }
    }

    /// <summary>What each chat platform is asked of an account.</summary>
    private IEnumerable<Func<Actor, CancellationToken, Task<bool>>> Questions(Grantee grantee) => grantee.IsGroup
        ? groups.Select<IGroups, Func<Actor, CancellationToken, Task<bool>>>(platform =>
            (account, stop) => platform.IsMemberAsync($"{grantee}", account, stop))
        : emails.Select<IEmails, Func<Actor, CancellationToken, Task<bool>>>(platform =>
            async (account, stop) => await platform.FindAsync(account, stop) is { } email && grantee.Includes(email));

    private async Task<bool> AnyAsync(
        Grantee grantee,
        IReadOnlyList<Actor> accounts,
        Func<Actor, CancellationToken, Task<bool>> isMeant,
        CancellationToken cancellationToken)
    {
        foreach (var account in accounts)
        {
            try
            {
                if (await isMeant(account, cancellationToken))
                {
                    return true;
                }
            }
            catch (ChatRefusedException refused)
            {
                // Says nothing about the person's other accounts.
                LogRefused($"{grantee}", refused.Message);
            }
        }

        return false;
    }

    [LoggerMessage(LogLevel.Warning, "Nobody is taken for one of {Grantee}: {Reason}")]
    private partial void LogRefused(string grantee, string reason);

    [LoggerMessage(LogLevel.Warning, "Nobody can say now who is one of {Grantee}")]
    private partial void LogAway(string grantee, Exception reason);
}

/// <summary>Whether a grant means somebody.</summary>
public enum Belonging
{
    Outside,
    Inside,
    Unknown,
}
