using ChatOps.Access;

namespace ChatOps.Operations;

/// <summary>Who is there to decide on an operation.</summary>
public interface IDeciders
{
    /// <summary>
    /// Those who may approve it and did not ask for it, as far as the settings alone tell; chat's groups may have more.
    /// </summary>
    IReadOnlyList<Person> Of(Operation operation);
}
