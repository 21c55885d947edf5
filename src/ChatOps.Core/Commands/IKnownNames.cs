namespace ChatOps.Commands;

/// <summary>The names that exist now, for completing what a person types.</summary>
public interface IKnownNames
{
    /// <summary>Airflow deployments, and the word for the platform.</summary>
    IEnumerable<string> Deployments { get; }

    /// <summary>Components of any of them.</summary>
    IEnumerable<string> Components { get; }
}
