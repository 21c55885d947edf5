using ChatOps.Chat;
using ChatOps.Commands;
using ChatOps.Inventory;

namespace ChatOps.Benchmarks.Inner;

/// <summary>All that lies beyond the inventory, and has nothing to say: only the bot's own work is timed.</summary>
internal sealed class QuietSight : IPodLogs, IEvents, IPodPages, IStorageFills, IConfigFiles, IAutoscaler, ICommandOffer
{
    public Task<IReadOnlyList<LogLine>?> TailAsync(
        PodKey pod, string container, ContainerRun run, int lines, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<LogLine>?>(null);

    public Task<IReadOnlyList<ClusterEvent>> OfAsync(string @namespace, string uid, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<ClusterEvent>>([]);

    public Task<PodPage?> GetAsync(PodKey pod, int port, string path, CancellationToken cancellationToken) =>
        Task.FromResult<PodPage?>(null);

    public Task<StorageFill?> FindFullestAsync(string node, PodKey pod, CancellationToken cancellationToken) =>
        Task.FromResult<StorageFill?>(null);

    public Task<ConfigFile?> FindAsync(PodKey pod, string container, string path, CancellationToken cancellationToken) =>
        Task.FromResult<ConfigFile?>(null);

    public Task<AutoscalerStatus?> FindAsync(CancellationToken cancellationToken) => Task.FromResult<AutoscalerStatus?>(null);

    public Task<IReadOnlyList<CommandEntry>> ToAsync(Actor actor, Conversation conversation, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<CommandEntry>>([]);

    public Task<Problem?> WhyNotAsync(
        CommandEntry command, Actor actor, Conversation conversation, CancellationToken cancellationToken) => Task.FromResult<Problem?>(null);
}
