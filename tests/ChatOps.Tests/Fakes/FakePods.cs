using ChatOps.Inventory;

namespace ChatOps.Tests.Fakes;

/// <summary>Remembers which pods were told to end, and answers as the test says.</summary>
internal sealed class FakePods : IPods
{
    public List<(string Name, string Uid, TimeSpan? Grace)> Deleted { get; } = [];

    public Deletion Answer { get; set; } = Deletion.Accepted;

    public Task<Deletion> DeleteAsync(
        string @namespace, string name, string uid, TimeSpan? grace, CancellationToken cancellationToken)
    {
        Deleted.Add((name, uid, grace));
        return Task.FromResult(Answer);
    }
}
