namespace ChatOps.Adapters.Teams;

/// <summary>How to talk with Microsoft Teams. Without an <see cref="AppId"/> Teams is switched off: no route, no client.</summary>
public sealed class TeamsOptions
{
    public const string Section = "Teams";

    /// <summary>The application (client) id of the bot's registration in Entra, a GUID: the audience of every token that comes in.</summary>
    public string AppId { get; init; } = "";

    /// <summary>The tenant, a GUID, whose people the bot listens to and in which it is registered (single-tenant).</summary>
    public string TenantId { get; init; } = "";

    /// <summary>The client secret of the registration, with which the bot fetches its own tokens.</summary>
    public string ClientSecret { get; init; } = "";

    public bool IsOn => AppId.Length > 0;
}
