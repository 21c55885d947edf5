using System.Text.Json.Nodes;

namespace ChatOps.Simulator.Store;

/// <summary>A rule every create and change passes before it is kept, whoever asks: it may fill in what is missing or refuse.
/// It runs under the store's write lock, so what it reads can't change before the write; it must be quick and write nothing itself.</summary>
public interface IAdmission
{
    /// <exception cref="ApiException">The write is refused.</exception>
    void Admit(AdmissionRequest request);
}

/// <summary>A write about to be kept.</summary>
/// <param name="Json">The object as it will be; a rule may change it.</param>
/// <param name="Old">The object as it is; null for a create.</param>
/// <param name="Snapshot">All objects as they are.</param>
public sealed record AdmissionRequest(
    ResourceType Type, JsonObject Json, StoredObject? Old, WriteOptions Options, StoreSnapshot Snapshot)
{
    public bool IsCreate => Old is null;

    public string? Namespace => Json.Text("metadata", "namespace");

    public string Name => Json.Text("metadata", "name")!;
}
