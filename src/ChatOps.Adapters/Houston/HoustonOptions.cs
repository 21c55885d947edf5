using System.ComponentModel.DataAnnotations;

namespace ChatOps.Adapters.Houston;

/// <summary>The form of Houston's API.</summary>
public enum HoustonDialect
{
    /// <summary>The bot asks Houston's schema, once.</summary>
    Auto,

    /// <summary>0.5 to 0.7, of 2018.</summary>
    Groups,

    /// <summary>0.8 and later.</summary>
    RoleBindings,
}

/// <summary>Where Houston is (section "Houston"). Without an <see cref="Endpoint"/> the bot goes without.</summary>
public sealed class HoustonOptions
{
    public const string Section = "Houston";

    /// <summary>"https://houston.example.com/v1", or the address of its service in the cluster.</summary>
    public Uri? Endpoint { get; set; }

    /// <summary>
    /// The bare key of a SYSTEM service account. A person's token would do for a week at most.
    /// </summary>
    public string Token { get; set; } = "";

    [EnumDataType(typeof(HoustonDialect), ErrorMessage = "Houston:Dialect must be Auto, Groups or RoleBindings.")]
    public HoustonDialect Dialect { get; set; } = HoustonDialect.Auto;

    /// <summary>How long one answer may take. 100 ms to 30 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:00:30", ErrorMessage = "Houston:Timeout must be 00:00:00.1 to 00:00:30.")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(5);
}
