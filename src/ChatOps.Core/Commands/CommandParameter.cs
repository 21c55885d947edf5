using System.CommandLine;
using System.ComponentModel;
using System.Reflection;

namespace ChatOps.Commands;

/// <summary>One argument, option or flag of a command, read off a parameter of its registration.</summary>
public sealed class CommandParameter
{
    private readonly ValueRule? _rule;

    internal CommandParameter(ParameterInfo parameter, ValueRules rules)
    {
        var type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        var option = parameter.GetCustomAttribute<OptionAttribute>();
        Name = Hyphenated(parameter.Name!); // only a return value has no name
        IsFlag = type == typeof(bool);
        IsOption = IsFlag || option is not null;
        IsRequired = !IsNullable(parameter) && !IsFlag && !type.IsArray;
        TakesMany = type.IsArray;
        Placeholder = option?.Placeholder ?? parameter.GetCustomAttribute<ArgumentAttribute>()?.Placeholder ?? Name;
        Description = parameter.GetCustomAttribute<DescriptionAttribute>()?.Description ?? "";
        _rule = IsFlag ? null : rules.For(TakesMany ? typeof(string) : type);
        Symbol = MakeSymbol();
    }

    /// <summary>"pod"; as an option it is typed "--pod".</summary>
    public string Name { get; }

    public bool IsOption { get; }

    /// <summary>An option without a value.</summary>
    public bool IsFlag { get; }

    public bool IsRequired { get; }

    /// <summary>An option whose value is what a person has to say: said last, it needs no quotes.</summary>
    public bool TakesText => IsOption && Placeholder == "TEXT";

    /// <summary>A positional argument that takes all words that are left.</summary>
    public bool TakesMany { get; }

    /// <summary>What stands for the value in help.</summary>
    public string Placeholder { get; }

    /// <summary>What it is for, from a <see cref="DescriptionAttribute"/>; empty where its name says it.</summary>
    public string Description { get; }

    /// <summary>What a value must be: "a whole number, such as 3".</summary>
    public string Accepts => _rule?.Accepts ?? "nothing";

    /// <summary>How help writes it: <c>&lt;component&gt;</c>, <c>[deployment]</c>, <c>[--pod NAME]</c>.</summary>
    public string Usage => (IsFlag, IsOption, IsRequired) switch
    {
        (true, _, _) => $"[{Symbol.Name}]",
        (_, true, true) => $"{Symbol.Name} {Placeholder}",
        (_, true, false) => $"[{Symbol.Name} {Placeholder}]",
        (_, _, true) => $"<{Placeholder}>",
        _ => TakesMany ? $"[{Placeholder} ...]" : $"[{Placeholder}]",
    };

    /// <summary>System.CommandLine's side of it.</summary>
    internal Symbol Symbol { get; }

    internal IEnumerable<string> Known => _rule?.Known() ?? [];

    /// <summary>The value of a word, or null when the word is no such value.</summary>
    internal object? Read(string word) => _rule?.Read(word);

    private Symbol MakeSymbol()
    {
        // Values are read by our own rules, so that a bad one is answered in our own words: to the parser all are text.
        if (!IsOption)
        {
            var most = TakesMany ? 100 : 1;
            return new Argument<string[]>(Name) { Arity = new ArgumentArity(IsRequired ? 1 : 0, most) };
        }

        // Asked for exactly one value, the parser would take the next option for it: "--pod --reason x".
        var arity = IsFlag ? ArgumentArity.Zero : ArgumentArity.ZeroOrOne;
        return new Option<string>($"--{Name}") { Arity = arity, Required = IsRequired };
    }

    private static bool IsNullable(ParameterInfo parameter) =>
        new NullabilityInfoContext().Create(parameter).WriteState is NullabilityState.Nullable;

    private static string Hyphenated(string name) =>
        string.Concat(name.Select(letter => char.IsUpper(letter) ? $"-{char.ToLowerInvariant(letter)}" : $"{letter}"));
}
