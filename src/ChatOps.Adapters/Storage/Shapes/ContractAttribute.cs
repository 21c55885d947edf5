namespace ChatOps.Adapters.Storage.Shapes;

/// <summary>
/// Marks a migration that takes away what older versions used. It may come one version after the last that did, at the earliest:
/// hosts of the version before it work on beside it. MigrationTests refuses such a step without this, or too early.
/// </summary>
/// <param name="unusedSince">The number of the first shape whose version neither reads nor writes what is taken away.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ContractAttribute(int unusedSince) : Attribute
{
    public int UnusedSince { get; } = unusedSince;
}
