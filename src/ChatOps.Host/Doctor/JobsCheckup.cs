using ChatOps.Adapters.Storage;
using ChatOps.Doctor;
using Hangfire;
using Hangfire.Storage.Monitoring;
using Microsoft.Extensions.Options;

namespace ChatOps.Host.Doctor;

/// <summary>Somebody takes up the jobs.</summary>
public sealed class JobsCheckup(
    JobStorage jobs, IOptions<StorageOptions> storage, IHostApplicationLifetime lifetime, TimeProvider time) : ICheckup
{
    /// <summary>Hangfire's servers say every 30 s that they live.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public string Subject => "job workers";

    public string WayOut => DatabaseAway.WayOut;

    /// <summary>Without a shared database jobs are in the memory of whoever runs them.</summary>
    private bool AreElsewhere =>
        storage.Value.Provider is StorageProvider.Sqlite && !lifetime.ApplicationStarted.IsCancellationRequested;

    /// <summary>Hangfire asks its database on the caller's thread and without end, so another thread asks, and may be left alone with it.</summary>
    public async Task<IReadOnlyList<Finding>> LookAsync(CancellationToken cancellationToken) => [AreElsewhere
        ? Finding.Off(Subject, "They are in the bot's own process, whose /healthz/ready looks at them.")
        : await Task.Run(Look, cancellationToken).WaitAsync(cancellationToken)];

    private Finding Look()
    {
        var servers = jobs.GetMonitoringApi().Servers().Where(IsAlive).ToList();
        return servers.Count > 0
            ? Finding.Good(Subject, $"{servers.Sum(server => server.WorkersCount)} of {Words.Count(servers.Count, "host")}.")
            : Finding.Bad(Subject, "None: what is approved waits.", "Start the bot: chatops serve.");
    }

    private bool IsAlive(ServerDto server) => server.Heartbeat is { } beat && time.GetUtcNow().UtcDateTime - beat < Patience;
}
