namespace ChatOps.Operations;

/// <summary>How much harm a plan can do.</summary>
public enum Risk
{
    /// <summary>Changes nothing.</summary>
    Read,

    /// <summary>Interrupts for a while; nothing is lost.</summary>
    Disruptive,

    /// <summary>Loses data or work, or opens a door.</summary>
    Destructive,
}
