using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;
using ChatOps.Chat;

namespace ChatOps.Incidents;

/// <summary>Where everything that is done can be watched (section "Incident").</summary>
public sealed partial class IncidentOptions : IValidatableObject
{
    private const string DefaultPlatform = "slack";
    private const string Teams = "teams";

    /// <summary>
    /// The channel that mirrors the audit trail, by the platform's immutable id: "slack:C0123ABCD", or for Slack the bare id,
    /// and "teams:19:...@thread.tacv2", as it stands in the link to the channel too (19%3a...); several with commas between them; empty for none.
    /// </summary>
    public string Channel { get; set; } = string.Empty;

    /// <summary>When the head of the trail is posted every day, UTC.</summary>
    public TimeOnly HeadAt { get; set; } = new(6, 0);

    /// <summary>The channels; of those that are no ids nothing is left.</summary>
    public IReadOnlyList<Conversation> Channels() =>
        [.. Words().Select(Match).Where(match => match.Success).Select(Conversation).Distinct()];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        Words().Where(word => !Match(word).Success).Select(word => new ValidationResult(
            $"Incident:Channel: \"{word}\" is not the id of a channel, such as slack:C0123ABCD (Slack: the channel's details, at the bottom) or teams:19:...@thread.tacv2 (Teams: in the link to the channel)."));

    /// <summary>What is copied from a link is percent-encoded.</summary>
    private static Match Match(string word) => Id().Match(Uri.UnescapeDataString(word));

    private static Conversation Conversation(Match match) => new(
        match.Groups[Teams].Success ? Teams : DefaultPlatform, match.Groups["channel"].Value);

    private string[] Words() =>
        Channel.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>
    /// A public channel of Slack, or a private one of old; a channel of a team in Teams, of today or of the days of Skype. Teams'
    /// chats have no threads, so they can't be mirrored into.
    /// </summary>
    [GeneratedRegex(
        @"^((slack:)?(?<channel>[CG][A-Z0-9]+)|(?<teams>teams:)(?<channel>19:[a-zA-Z0-9_-]+@thread\.(tacv2|skype)))$",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Id();
}
