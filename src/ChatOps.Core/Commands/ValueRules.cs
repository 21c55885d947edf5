using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace ChatOps.Commands;

/// <summary>Reads one word as a value.</summary>
public delegate bool TryRead<T>(string word, [MaybeNullWhen(false)] out T value);

/// <summary>
/// The one table of how words become values, a rule for each type that a command may have as a parameter. A capability
/// with a type of its own adds its rule beside its commands.
/// </summary>
public sealed class ValueRules
{
    private const int LongestKubernetesName = 63;
    private const int LongestPodName = 253;
    private const int MostTimeDigits = 6;

    private static readonly (char Letter, TimeSpan Unit)[] TimeUnits =
    [
        ('d', TimeSpan.FromDays(1)), ('h', TimeSpan.FromHours(1)), ('m', TimeSpan.FromMinutes(1)),
        ('s', TimeSpan.FromSeconds(1)),
    ];

    private readonly Dictionary<Type, ValueRule> _rules = [];

    /// <param name="names">What completion offers.</param>
    public ValueRules(IKnownNames names)
    {
        Add<string>("some text", TryReadText);
        Add<int>("a whole number, such as 3", TryReadNumber);
        Add<TimeSpan>("a length of time, such as 90s, 15m or 1h30m", TryReadTime);
        Add<Component>("a component, such as scheduler", TryReadComponent, () => names.Components);
        Add<SubjectName>(
            "a component, a pod or a deployment, such as scheduler",
            TryReadSubject,
            () => names.Components.Concat(names.Deployments));
        Add<DeploymentName>("a deployment, such as zodiac-cosmo-1172", TryReadDeployment, () => names.Deployments);
    }

    /// <param name="accepts">What a person is told to give, such as "a whole number, such as 3".</param>
    /// <param name="tryRead">Reads one word; must not throw, whatever the word.</param>
    /// <param name="known">Values that exist now, for completion.</param>
    public void Add<T>(string accepts, TryRead<T> tryRead, Func<IEnumerable<string>>? known = null)
        where T : notnull =>
        _rules[typeof(T)] = new ValueRule(
            accepts, word => tryRead(word, out var value) ? value : null, known ?? (() => []));

    /// <exception cref="ArgumentException">No rule reads this type.</exception>
    internal ValueRule For(Type type) =>
        _rules.GetValueOrDefault(type)
        ?? throw new ArgumentException($"No rule reads a {type.Name}: add one.", nameof(type));

    private static bool TryReadText(string word, [MaybeNullWhen(false)] out string value)
    {
        value = word;
        return !string.IsNullOrWhiteSpace(word);
    }

    private static bool TryReadNumber(string word, out int value) =>
        int.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);

    /// <summary>Reads "90s", "15m" or "1h30m".</summary>
    internal static bool TryReadTime(string word, out TimeSpan value)
    {
        value = TimeSpan.Zero;
        var rest = word.ToLowerInvariant().AsSpan();
        foreach (var (letter, unit) in TimeUnits)
        {
            var end = rest.IndexOf(letter);
            if (end < 0)
            {
                continue;
            }

            if (end > MostTimeDigits || !int.TryParse(rest[..end], NumberStyles.None, null, out var number))
            {
                return false;
            }

            value += number * unit;
            rest = rest[(end + 1)..];
        }

        return word.Length > 0 && rest.IsEmpty;
    }

    private static bool TryReadComponent(string word, out Component value)
    {
        value = new Component(word.ToLowerInvariant());
        return IsKubernetesName(value.Value);
    }

    private static bool TryReadDeployment(string word, out DeploymentName value)
    {
        value = new DeploymentName(word.ToLowerInvariant());
        return IsKubernetesName(value.Value);
    }

    /// <summary>Pods have longer names than all else here, and maybe their namespace in front.</summary>
    private static bool TryReadSubject(string word, out SubjectName value)
    {
        value = new SubjectName(word.ToLowerInvariant());
        return word.Split('/') is { Length: <= 2 } names && Array.TrueForAll(names, name => IsName(name, LongestPodName));
    }

    /// <summary>A label's value, of which a release name is one (kubernetes.io: Labels and Selectors, Syntax).</summary>
    private static bool IsKubernetesName(string word) => IsName(word, LongestKubernetesName);

    private static bool IsName(string word, int longest) =>
        word is [var first, ..] and [.., var last]
        && word.Length <= longest
        && char.IsAsciiLetterOrDigit(first)
        && char.IsAsciiLetterOrDigit(last)
        && word.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.');
}

/// <param name="Accepts">What a person is told to give.</param>
/// <param name="Read">The value of a word, or null when it isn't one.</param>
/// <param name="Known">Values that exist now.</param>
internal sealed record ValueRule(string Accepts, Func<string, object?> Read, Func<IEnumerable<string>> Known);
