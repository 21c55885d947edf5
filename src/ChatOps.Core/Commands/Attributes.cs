namespace ChatOps.Commands;

/// <summary>Makes a parameter of a registered command an option: <c>--pod NAME</c>; a <c>bool</c> is a flag anyway.</summary>
/// <param name="placeholder">What help writes for its value, in capitals: "NAME", "TEXT".</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class OptionAttribute(string placeholder) : Attribute
{
    public string Placeholder { get; } = placeholder;
}

/// <summary>Gives a positional argument another name in help than its parameter's: "deployment|platform".</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class ArgumentAttribute(string placeholder) : Attribute
{
    public string Placeholder { get; } = placeholder;
}
