using ChatOps.Chat;
using ChatOps.Inventory;

namespace ChatOps.Diagnosing;

/// <summary>What helps against a cause.</summary>
/// <param name="Words">Null when nothing needs help.</param>
/// <param name="Button">The command that does it, or null where no command can.</param>
internal sealed record Cure(string? Words, Button? Button)
{
    public static Cure For(Examined examined, AreaComponent component)
    {
        var target = component.Area.IsPlatform ? $"{component.Component}" : $"{component.Component} {component.Area.Name}";
        var recover = new Button("Recover", $"recover {target}");
        var restart = new Button("Restart", $"restart {target}");
        var mend = examined.Workload.ClaimTemplates.Count > 0 ? recover : restart;
        return examined.Diagnosis.Cause switch
        {
            _ when examined.Diagnosis.WayOut is not null => new Cure(Words: null, Button: null),
            Cause.Healthy => new Cure(Words: null, Button: null),
            Cause.OutOfMemory => new Cure("More memory; nothing is lost by it.", Keeps(examined) ? recover : null),
            Cause.LivenessKilled => new Cure(
                "It is too slow for its probe, not too big for its memory: a restart, then more CPU. No volume will cure it.", mend),
            Cause.CorruptData => new Cure("A new volume; what is on this one is lost.", Keeps(examined) ? recover : null),
            Cause.DiskFull => new Cure(
                "Room: a larger volume, or shorter retention. A new volume is empty too, and loses what is on this one.",
                Keeps(examined) ? recover : null),
            Cause.Unschedulable => new Cure(Words: null, Button: null), // what the nodes or the quota say follows, with its way out
            Cause.ImageUnavailable => new Cure(
                "The right image name, or a pull secret. No restart and no volume will cure it.", Button: null),
            Cause.BadConfiguration => new Cure(
                $"Mend {examined.Diagnosis.Mistake?.Place ?? "what its manifest asks for"}. No restart and no volume will cure it.", Button: null),
            Cause.Stopped => new Cure("Whoever scaled it to 0 knows why; scale it back when that is over.", Button: null),
            Cause.Starting or Cause.Ending => new Cure("Time. Ask again in a minute.", new Button("Look again", $"diagnose {target}")),
            Cause.Stuck => new Cure("A restart.", restart),
            _ => new Cure("The least harmful first: a restart.", mend),
        };
    }

    /// <summary>It has a volume of its own, so there is something to recover.</summary>
    private static bool Keeps(Examined examined) => examined.Workload.ClaimTemplates.Count > 0;
}
