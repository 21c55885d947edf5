using Microsoft.Extensions.Options;

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
public sealed class SimulatedHoustonOptions
{
    /// <summary>Where the API listens, on the loopback interface; port 0 takes any free one.</summary>
    public Uri HoustonUrl { get; set; } = new("http://127.0.0.1:5082/v1");

    public SimulatedDialect HoustonDialect { get; set; } = SimulatedDialect.Groups;
}

/// <summary>Its key is known to everybody, so it is for this machine only.</summary>
public sealed class SimulatedHoustonOptionsValidator : IValidateOptions<SimulatedHoustonOptions>
{
    public ValidateOptionsResult Validate(string? name, SimulatedHoustonOptions options) =>
        options.HoustonUrl is { IsAbsoluteUri: true, IsLoopback: true, AbsolutePath: "/v1" } url && url.Scheme == Uri.UriSchemeHttp
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"{SimulatorOptions.Section}:{nameof(SimulatedHoustonOptions.HoustonUrl)} must be an http address of this machine with the path /v1, such as http://127.0.0.1:5082/v1.");
}
