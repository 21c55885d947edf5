namespace ChatOps.Adapters.Slack.Outgoing;

/// <summary>All that Slack says about a token.</summary>
/// <param name="Scopes">What it may, from the header that Slack sends with every answer to a bot's token; null without one.</param>
/// <param name="At">Slack's time of day; null where it is not told.</param>
public sealed record ExaminedToken(AuthTestReply Reply, IReadOnlyCollection<string>? Scopes, DateTimeOffset? At);
