using System.Diagnostics;
using System.Text.Json;
using ChatOps.Adapters.Cluster;
using ChatOps.Inventory;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ChatOps.Benchmarks.Whole;

/// <summary>
/// A process that does nothing but keep the bot's inventory: it prints a line when the first list is in, and one with all changes
/// since, a second after they have ceased.
/// </summary>
internal static class Reader
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(3);

    public static async Task RunAsync(string kubeconfig, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Cluster:Mode"] = "Kubeconfig",
            ["Cluster:Kubeconfig"] = kubeconfig,
        });
        builder.Services.AddCluster(builder.Configuration);
        using var host = builder.Build();
        await host.StartAsync(cancellationToken);
        var inventory = host.Services.GetRequiredService<IInventory>();
        while (!inventory.Health.IsComplete)
        {
            await Task.Delay(Look, TimeProvider.System, cancellationToken);
        }

        Print(new(inventory.Pods.Count, Stopwatch.GetElapsedTime(started).TotalMilliseconds, Pauses(), Resident()));
        await FollowAsync(inventory, cancellationToken);
        await host.StopAsync(cancellationToken);
    }

    private static async Task FollowAsync(IInventory inventory, CancellationToken cancellationToken)
    {
        var (before, pauses) = (inventory.Revision, Pauses());
        while (inventory.Revision == before)
        {
            await Task.Delay(Look, TimeProvider.System, cancellationToken);
        }

        var (first, last, seen) = (Stopwatch.GetTimestamp(), Stopwatch.GetTimestamp(), before);
        while (Stopwatch.GetElapsedTime(last) < Silence)
        {
            if (inventory.Revision != seen)
            {
                (seen, last) = (inventory.Revision, Stopwatch.GetTimestamp());
            }

            await Task.Delay(Look, TimeProvider.System, cancellationToken);
        }

        Print(new((int)(seen - before), Stopwatch.GetElapsedTime(first, last).TotalMilliseconds, Pauses() - pauses, Resident()));
    }

    private static double Pauses() => GC.GetTotalPauseDuration().TotalMilliseconds;

    private static double Resident() => ProcessFigures.Resident(Environment.ProcessId);

    private static void Print(Reading reading) => Console.WriteLine(JsonSerializer.Serialize(reading));
}

/// <summary>What a reader says of one stretch.</summary>
/// <param name="Count">Pods listed, or changes seen.</param>
/// <param name="Milliseconds">Which that took.</param>
/// <param name="Paused">Milliseconds of it in which the garbage collector held everything.</param>
/// <param name="Resident">MiB at its end.</param>
internal sealed record Reading(int Count, double Milliseconds, double Paused, double Resident);
