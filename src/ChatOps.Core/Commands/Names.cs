namespace ChatOps.Commands;

/// <summary>
/// What a person calls an Airflow deployment: its release name, such as "zodiac-cosmo-1172". Any valid Kubernetes name
/// is accepted, since release names may be chosen by hand; whether it exists is for the inventory to say.
/// </summary>
public readonly record struct DeploymentName(string Value)
{
    /// <summary>The word that names the platform where a deployment could be named.</summary>
    public static readonly DeploymentName Platform = new("platform");

    public override string ToString() => Value;
}

/// <summary>
/// What a person calls something where a component, a pod or a deployment may be meant: "scheduler", "worker-0",
/// "namespace/pod".
/// </summary>
public readonly record struct SubjectName(string Value)
{
    public override string ToString() => Value;
}

/// <summary>A part of a deployment or of the platform: scheduler, webserver, worker, prometheus ...</summary>
public readonly record struct Component(string Value)
{
    /// <summary>Celery's workers finish their running tasks before they end.</summary>
    public static readonly Component Worker = new("worker");

    public override string ToString() => Value;
}
