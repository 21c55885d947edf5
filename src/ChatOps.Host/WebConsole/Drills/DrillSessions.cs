using System.Collections.Concurrent;
using ChatOps.Simulator;
using ChatOps.Simulator.Drills;
using Microsoft.Extensions.Options;

namespace ChatOps.Host.WebConsole.Drills;

/// <summary>Plays drills for the console: each is a living message in its room until it is over.</summary>
public sealed partial class DrillSessions(
    ConsoleRoom room,
    IOptions<SimulatorOptions> simulator,
    TimeProvider time,
    IHostApplicationLifetime lifetime,
    ILogger<DrillSessions> logger)
{
    private readonly ConcurrentDictionary<string, Drill> _playing = new(StringComparer.Ordinal);

    /// <summary>Plays it and returns at once. One that is being played goes on, and is not begun anew.</summary>
    /// <returns>Ends with the drill.</returns>
    public Task StartAsync(Drill drill) => _playing.TryAdd(drill.Name, drill)
        ? Task.Run(() => PlayToTheEndAsync(drill, lifetime.ApplicationStopping))
        : Task.CompletedTask;

    private async Task PlayToTheEndAsync(Drill drill, CancellationToken cancellationToken)
    {
        try
        {
            await PlayAsync(drill, cancellationToken);
        }
        catch (DrillException cannot)
        {
            room.Post(DrillMessages.Refused(drill, cannot.Message));
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            // Nobody waits for this task: the room is the only place where its end can be told.
            LogFailed(drill.Name, failure);
            room.Post(DrillMessages.Refused(drill, "The simulated cluster doesn't answer."));
        }
        finally
        {
            _playing.TryRemove(drill.Name, out _);
        }
    }

    private async Task PlayAsync(Drill drill, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = simulator.Value.ClusterUrl };
        RoomMessage? posted = null;
        await foreach (var moment in new DrillPlayer(new DrillCluster(http), time).PlayAsync(drill, cancellationToken))
        {
            var message = DrillMessages.Of(drill, moment);
            if (posted is null)
            {
                posted = room.Post(message);
            }
            else
            {
                room.Update(posted.Id, message);
            }
        }
    }

    [LoggerMessage(LogLevel.Error, "The drill {Drill} broke off")]
    private partial void LogFailed(string drill, Exception failure);
}
