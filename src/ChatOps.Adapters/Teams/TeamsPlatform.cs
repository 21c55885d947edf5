namespace ChatOps.Adapters.Teams;

/// <summary>How Teams is called where chat platforms are told apart: actors, conversations, settings.</summary>
public static class TeamsPlatform
{
    public const string Name = "teams";
}
