using ChatOps.Adapters.Houston.GraphQL;
using ChatOps.Houston;

namespace ChatOps.Adapters.Houston;

/// <summary>Says in words why Houston did not do what was asked.</summary>
internal static class HoustonWords
{
    private const string KeyAdvice =
        "Houston:Token needs the key of a SYSTEM service account; a person's token is good for a week at most.";

    /// <param name="isPersonsToken">A JSON web token, not a service account's key.</param>
    public static Problem Of(Verdict verdict, bool isPersonsToken) => verdict switch
    {
        Verdict.TokenRefused when isPersonsToken => Problem.Refused(
            "Houston does not take the bot's token: it is wrong, or over, or Houston's database is away, which it says no otherwise.",
            KeyAdvice),
        Verdict.TokenRefused => Problem.Refused("Houston does not take the bot's token: it is wrong, or over.", KeyAdvice),
        Verdict.RightMissing => Problem.Refused("The bot's token lacks that right in Houston.", KeyAdvice),
        Verdict.Stumbled => Problem.Unavailable(
            "Houston can't work now; mostly that means that its database is away.", "Ask again in a moment; how Houston itself is: diagnose houston"),
        Verdict.Unreachable => Problem.Unavailable(
            "Houston did not answer, or not in time.", "Ask again in a moment; how Houston itself is: diagnose houston"),
        Verdict.NoHouston => Problem.Refused(
            "What answers at Houston:Endpoint is no Houston.", "Houston:Endpoint mostly ends in /v1."),
        Verdict.NotUnderstood => Problem.Refused(
            "This Houston is of a version that the bot does not know: it did not understand the question.",
            "Its schema may have changed; Houston:Dialect says which form the bot takes it for."),
        Verdict.Garbled => Problem.Unavailable(
            "Houston's answer can't be read.", "Ask again in a moment; how Houston itself is: diagnose houston"),
        Verdict.Failed or Verdict.Answered => Problem.Conflict(
            "Houston tried and failed.", "Ask again; if it fails again, see how Houston is: diagnose houston"),
        _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, "A verdict nobody knows."),
    };

    public static Problem NotSetUp() => Problem.Refused(
        "The bot has not been told where Houston is.", "Whoever keeps its settings can: Houston:Endpoint and Houston:Token.");

    public static Problem OtherRight(GrafanaRight agreed, GrafanaRight now) => Problem.Conflict(
        $"Houston would give {now.Name} now, not {agreed.Name} as agreed, so nothing was given.", "Ask again: the new plan says what it gives.");

    public static Problem NotSignedUp(string email) => Problem.NotFound(
        $"Nobody has signed up in Houston as {email}.",
        "An invitation alone does not count: they sign up first. Houston compares addresses to the letter, capitals included.");
}
