using ChatOps.Diagnosing;
using ChatOps.Inventory;

namespace ChatOps.Tests.Fakes;

/// <summary>Finds the same in every workload, whose pods all say that they are ready.</summary>
internal sealed class FakeDiagnostician : IDiagnostician, IPodPages
{
    public Diagnosis Diagnosis { get; set; } = new(
        Cause.CorruptData, "its data can't be read back", Evidence: [], Pod: null, Container: null, Fill: null);

    public Task<Diagnosis> ExamineAsync(Workload workload, CancellationToken cancellationToken) => Task.FromResult(Diagnosis);

    public Task<PodPage?> GetAsync(PodKey pod, int port, string path, CancellationToken cancellationToken) =>
        Task.FromResult<PodPage?>(new PodPage(200, "ready"));
}
