using ChatOps.Simulator.Drills;
using Microsoft.AspNetCore.Components;

namespace ChatOps.Host.WebConsole.Drills;

/// <summary>The drills to choose from.</summary>
public sealed partial class DrillMenu(DrillSessions sessions) : ComponentBase
{
    // A drill outlives the page that began it, and tells the room by itself how it ends.
    private void Play(Drill drill) => _ = sessions.StartAsync(drill);
}
