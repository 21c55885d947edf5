namespace ChatOps.Adapters.Teams.Identity;

/// <summary>Whether the bot and Teams know each other, as of the last look; safe to read and write from any thread.</summary>
public sealed class TeamsSight
{
    private volatile string? _problem = "The bot has not looked yet whether Teams knows it.";

    /// <summary>Why not, in words; null when all is well.</summary>
    public string? Problem
    {
        get => _problem;
        set => _problem = value;
    }
}
