namespace ChatOps.Operations;

/// <summary>What was done before, for those whose plans go on from there. A database that is away makes it throw.</summary>
public interface IPastOperations
{
    /// <param name="capability">The name that its operations are stored under.</param>
    /// <param name="target">As <see cref="IPlan.Target"/> has it.</param>
    /// <returns>The newest of them that has ended, or null.</returns>
    Task<Operation?> LatestAsync(string capability, string target, CancellationToken cancellationToken);
}
