using System.ComponentModel.DataAnnotations;

namespace ChatOps.Simulator.Houston;

/// <summary>Which of Houston's two ways of granting the simulated one has.</summary>
public enum SimulatedDialect
{
    /// <summary>0.5 to 0.7, of 2018: system groups.</summary>
    Groups,

    /// <summary>0.8 and later: role bindings.</summary>
    RoleBindings,
}

/// <summary>How the simulated Houston runs; bound from the section <c>Simulator</c>, which it shares with the cluster.</summary>
public sealed class SimulatedHoustonOptions : IValidatableObject
{
    /// <summary>Where the API listens, on the loopback interface; port 0 takes any free one. The path is always /v1.</summary>
    [Required]
    public Uri HoustonUrl { get; set; } = new("http://127.0.0.1:5082/v1");

    [EnumDataType(typeof(SimulatedDialect), ErrorMessage = "choose Groups or RoleBindings")]
    public SimulatedDialect HoustonDialect { get; set; } = SimulatedDialect.Groups;

    /// <summary>Its keys are known to everybody, so it is for this machine only.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!HoustonUrl.IsAbsoluteUri || HoustonUrl.Scheme != Uri.UriSchemeHttp || !HoustonUrl.IsLoopback)
        {
            yield return new ValidationResult(
                $"{SimulatorOptions.Section}:{nameof(HoustonUrl)} must be an http address of this machine, such as http://127.0.0.1:5082/v1",
                [nameof(HoustonUrl)]);
        }
    }
}
