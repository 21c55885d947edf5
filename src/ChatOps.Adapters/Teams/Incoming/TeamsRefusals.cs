using System.Diagnostics.Metrics;

namespace ChatOps.Adapters.Teams.Incoming;

/// <summary>Counts what was refused at the door or passed over, by reason.</summary>
public sealed class TeamsRefusals
{
    public const string MeterName = "ChatOps.Teams";

    /// <summary>No token, or none that the Bot Framework made for this bot.</summary>
    public const string Forged = "forged";

    /// <summary>The keys could not be read, so nobody can be let in.</summary>
    public const string NoKeys = "no keys";

    public const string TooLarge = "too large";

    /// <summary>Not what the Bot Framework sends.</summary>
    public const string Malformed = "malformed";

    /// <summary>The token's key does not speak for the activity's channel.</summary>
    public const string NotEndorsed = "not endorsed";

    /// <summary>The token is for another service URL, or that leads where the bot does not send its own token.</summary>
    public const string ForeignService = "foreign service";

    public const string ForeignTenant = "foreign tenant";

    /// <summary>By somebody without an account in Entra.</summary>
    public const string Anonymous = "anonymous";

    /// <summary>Taken before.</summary>
    public const string Repeated = "repeated";

    private static readonly HashSet<string> KnownTypes =
    [
        "message", "invoke", "messageReaction", "messageUpdate", "messageDelete", "event", "typing", "endOfConversation",
        "conversationUpdate", "installationUpdate",
    ];

    private readonly Counter<long> _refused;
    private readonly Counter<long> _ignored;

    public TeamsRefusals(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _refused = meter.CreateCounter<long>(
            "chatops.teams.refused", "{activity}", "Activities that came in by Teams' way and were refused.");
        _ignored = meter.CreateCounter<long>(
            "chatops.teams.ignored", "{activity}", "Activities that are received and nothing is done about.");
    }

    public void Count(string reason) => _refused.Add(1, new KeyValuePair<string, object?>("reason", reason));

    /// <param name="type">Comes from outside, so that only names that are known are kept.</param>
    public void CountIgnored(string type) =>
        _ignored.Add(1, new KeyValuePair<string, object?>("type", KnownTypes.Contains(type) ? type : "other"));
}
