using System.ComponentModel.DataAnnotations;

namespace ChatOps.Desk.Throttling;

/// <summary>How much may be said (section "Limits"): a script gone wild must not keep the people on call from being heard.</summary>
public sealed class LimitOptions
{
    /// <summary>
    /// Commands of one person, from all their accounts, within a minute; what is no command counts too. Each host counts for
    /// itself: with two, somebody whose commands reach both may say up to twice as many.
    /// </summary>
    [Range(1, 1_000_000)]
    public int PerPerson { get; set; } = 60;

    /// <summary>Commands in one channel, by all together, within a minute; at each host, as above.</summary>
    [Range(1, 1_000_000)]
    public int PerChannel { get; set; } = 300;
}
