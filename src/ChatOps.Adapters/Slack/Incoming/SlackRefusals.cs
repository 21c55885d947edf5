using System.Diagnostics.Metrics;

namespace ChatOps.Adapters.Slack.Incoming;

/// <summary>Counts what was refused at the door, by reason, as the metric "chatops.slack.refused".</summary>
public sealed class SlackRefusals
{
    public const string MeterName = "ChatOps.Slack";

    /// <summary>No signature, or one that Slack did not make for these bytes.</summary>
    public const string Forged = "forged";

    /// <summary>Signed more than five minutes away from now.</summary>
    public const string Stale = "stale";

    /// <summary>Signed by Slack, and taken before.</summary>
    public const string Replayed = "replayed";

    public const string TooLarge = "too large";

    /// <summary>Signed, and not what Slack sends.</summary>
    public const string Malformed = "malformed";

    /// <summary>From another workspace, or by a person of one, in a channel that two workspaces share.</summary>
    public const string ForeignWorkspace = "foreign workspace";

    /// <summary>Before Slack has said which workspace the bot's is, where the settings don't.</summary>
    public const string UnknownWorkspace = "workspace not known yet";

    public const string ForeignApp = "foreign app";

    /// <summary>An event that was taken before.</summary>
    public const string Repeated = "repeated";

    private readonly Counter<long> _refused;

    public SlackRefusals(IMeterFactory meters) =>
        _refused = meters.Create(MeterName).CreateCounter<long>(
            "chatops.slack.refused", "{payload}", "Payloads that came in by Slack's way and were refused.");

    public void Count(string reason) => _refused.Add(1, new KeyValuePair<string, object?>("reason", reason));
}
