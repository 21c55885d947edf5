using System.ComponentModel.DataAnnotations;

namespace ChatOps.Desk.Throttling;

/// <summary>How much may be said (section "Limits"): a script gone wild must not keep the people on call from being heard.</summary>
public sealed class LimitOptions
{
    /// <summary>Commands of one person, from all their accounts, within a minute.</summary>
    [Range(1, 1_000_000)]
    public int PerPerson { get; set; } = 60;

    /// <summary>Commands in one channel, by all together, within a minute.</summary>
    [Range(1, 1_000_000)]
    public int PerChannel { get; set; } = 300;
}
