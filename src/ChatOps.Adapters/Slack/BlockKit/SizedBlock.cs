namespace ChatOps.Adapters.Slack.BlockKit;

/// <summary>A block and the characters in it, as <see cref="SlackText.Length(string)"/> counts them.</summary>
internal sealed record SizedBlock(Block Block, int Length);
