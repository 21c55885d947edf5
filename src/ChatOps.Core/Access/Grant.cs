using System.IO.Enumeration;
using ChatOps.Chat;
using ChatOps.Commands;

namespace ChatOps.Access;

/// <summary>Gives a role to somebody, everywhere or within the limits it names.</summary>
public sealed class Grant
{
    public Role Role { get; set; }

    /// <summary>Who, as <see cref="Grantee"/> reads it: "*", "slack:U0123ABCD", "slack-group:S0123ABCD", "email:*@example.com".</summary>
    public string To { get; set; } = string.Empty;

    /// <summary>
    /// Globs over release names, and the word "platform" for the platform, which no glob means. Empty for all of them; what is
    /// about all at once needs a grant without this limit.
    /// </summary>
    public IList<string> Deployments { get; set; } = [];

    /// <summary>
    /// Names of commands, or globs over them: "restart", "volume *". Who decides on an operation or stops it needs the command
    /// that asked for it. Empty for all.
    /// </summary>
    public IList<string> Commands { get; set; } = [];

    /// <summary>The chat platform's ids of the channels where the grant counts. Empty for all, direct messages included.</summary>
    public IList<string> Channels { get; set; } = [];

    public bool IsLimited => Deployments.Count + Commands.Count + Channels.Count > 0;

    public bool Covers(Scope scope) =>
        CoversAreas(scope) && CoversCommand(scope.Command) && CoversChannel(scope.Conversation);

    public bool CoversAreas(Scope scope) =>
        Deployments.Count == 0 || (scope.Areas is { } areas && areas.All(CoversArea));

    public bool CoversCommand(string name) => Commands.Count == 0 || Commands.Any(glob => Matches(glob, name));

    public bool CoversChannel(Conversation conversation) => Channels.Count == 0 || Channels.Contains(conversation.Channel);

    private bool CoversArea(DeploymentName area) => area == DeploymentName.Platform
        ? Deployments.Contains(DeploymentName.Platform.Value)
        : Deployments.Any(glob => Matches(glob, area.Value));

    /// <summary>"*" stands for any letters, "?" for one; case matters not.</summary>
    internal static bool Matches(string glob, string name) => FileSystemName.MatchesSimpleExpression(glob, name);
}
