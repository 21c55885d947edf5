using System.Text.RegularExpressions;

namespace ChatOps.Adapters.Slack.Incoming;

/// <summary>
/// Takes away what Slack adds to a typed text, and nothing else: links and mentions in angle brackets, and the three
/// escaped characters. Source: docs.slack.dev, "Formatting message text" and "Implementing slash commands".
/// </summary>
public static class SlackEscaping
{
    // Without backtracking, no text makes it slow.
    private static readonly Regex Markup = new(
        @"<(?<target>@[UW][A-Z0-9]+|\#[CGD][A-Z0-9]+|![a-z]+(\^[^<>|]*)?|(https?|mailto|tel):[^<>|]+)(\|(?<label>[^<>]*))?>",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking);

    public static string Undo(string text) =>
        // The ampersand last, so that a typed "&lt;", which arrives as "&amp;lt;", stays one.
        Markup.Replace(text, AsTyped).Replace("&lt;", "<").Replace("&gt;", ">").Replace("&amp;", "&");

    private static string AsTyped(Match markup)
    {
        var (target, label) = (markup.Groups["target"].Value, markup.Groups["label"].Value);
        return target[0] switch
        {
            // A person is known by the id; the name beside it is anyone's choice.
            '@' => target,
            '#' => label.Length > 0 ? $"#{label}" : target,
            '!' => label.Length > 0 ? label : $"@{target[1..].Split('^')[^1]}",
            _ when label.Length > 0 => label,
            _ => target.StartsWith("mailto:") ? target["mailto:".Length..] : target,
        };
    }
}
