namespace ChatOps.Simulator.Houston.Groups;

// What the fields of the schema answer. GraphQL reads the members by name.

/// <param name="Users">Null where the recorded server stumbles over them.</param>
internal sealed record GroupAnswer(
    string Uuid, string Label, string Description, IReadOnlyList<Data.HoustonUser>? Users, string CreatedAt)
{
    public bool Custom { get; }

    public bool Active { get; } = true;

    public string? UpdatedAt { get; }

    public object? Workspace { get; }
}

internal sealed record AuthUserAnswer(Data.HoustonUser? User, TokenAnswer? Token, bool IsAdmin)
{
    public object Permissions { get; } = new Dictionary<string, object?>();
}

internal sealed record TokenAnswer(string? Value, Data.HoustonTokenPayload Payload);

internal sealed record AuthConfigAnswer(bool InitialSignup)
{
    public bool PublicSignup { get; }

    public bool LocalEnabled { get; } = true;

    public bool GoogleEnabled { get; }

    public bool GithubEnabled { get; }

    public bool Auth0Enabled { get; }

    public string? GoogleOAuthUrl { get; }

    public string? GithubOAuthUrl { get; }

    public string? Auth0OAuthUrl { get; }
}

/// <param name="Workspace">Its fields are null where deployments are listed.</param>
internal sealed record DeploymentAnswer(Data.HoustonDeployment Row, WorkspaceAnswer Workspace)
{
    public string Uuid => Row.Uuid;

    public string Type { get; } = "airflow";

    public string Label => Row.Label;

    public string? Description { get; }

    public string ReleaseName => Row.ReleaseName;

    public string Version => Row.Version;

    public object Config { get; } = new Dictionary<string, object?>();

    public IReadOnlyList<object> Urls { get; } = [];

    public object? DeployInfo { get; }

    public DeploymentConfigAnswer DeploymentConfig { get; } = new();

    public string CreatedAt => Row.CreatedAt;

    public string? UpdatedAt { get; }
}

internal sealed record DeploymentConfigAnswer
{
    public object Defaults { get; } = new Dictionary<string, object?>();

    public object Limits { get; } = new Dictionary<string, object?>();

    public object Presets { get; } = new Dictionary<string, object?>();
}

internal sealed record WorkspaceAnswer(
    string? Uuid = null,
    string? Label = null,
    string? Description = null,
    bool? Active = null,
    IReadOnlyList<Data.HoustonUser>? Users = null,
    int? DeploymentCount = null,
    string? CreatedAt = null)
{
    public IReadOnlyList<object>? Groups => Uuid is null ? null : [];

    public IReadOnlyList<object>? Invites => Uuid is null ? null : [];

    public string? UpdatedAt { get; }
}
