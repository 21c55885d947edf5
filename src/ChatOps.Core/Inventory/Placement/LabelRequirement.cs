using System.Globalization;

namespace ChatOps.Inventory.Placement;

/// <summary>How a requirement looks at a label.</summary>
public enum LabelOperator
{
    /// <summary>One that this bot does not know: it is met by nothing.</summary>
    Unknown,
    In,
    NotIn,
    Exists,
    DoesNotExist,

    /// <summary>Whole numbers, for nodes only; so is <see cref="Lt"/>.</summary>
    Gt,
    Lt,
}

/// <summary>
/// What one label must be
/// (https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#set-based-requirement).
/// </summary>
/// <param name="Values">One for Gt and Lt, none for Exists and DoesNotExist.</param>
public sealed record LabelRequirement(string Key, LabelOperator Operator, ValueList<string> Values)
{
    public static LabelRequirement Equal(string key, string value) => new(key, LabelOperator.In, [value]);

    public bool IsMetBy(LabelSet labels) => IsMetBy(labels[Key]);

    /// <param name="value">The label's value, or null where it is missing; what is missing is "not in" any values.</param>
    public bool IsMetBy(string? value) => Operator switch
    {
        LabelOperator.In => value is not null && Lists(value),
        LabelOperator.NotIn => value is null || !Lists(value),
        LabelOperator.Exists => value is not null,
        LabelOperator.DoesNotExist => value is null,
        LabelOperator.Gt => Compare(value) > 0,
        LabelOperator.Lt => Compare(value) < 0,
        _ => false,
    };

    /// <summary>"pool in (big, huge)", "gpu missing".</summary>
    public override string ToString() => Operator switch
    {
        LabelOperator.In when Values.Count == 1 => $"{Key}={Values[0]}",
        LabelOperator.In => $"{Key} in ({string.Join(", ", Values)})",
        LabelOperator.NotIn when Values.Count == 1 => $"{Key} other than {Values[0]}",
        LabelOperator.NotIn => $"{Key} not in ({string.Join(", ", Values)})",
        LabelOperator.Exists => $"{Key} present",
        LabelOperator.DoesNotExist => $"{Key} missing",
        LabelOperator.Gt => $"{Key} > {string.Join(", ", Values)}",
        LabelOperator.Lt => $"{Key} < {string.Join(", ", Values)}",
        _ => $"{Key} (a condition I don't know)",
    };

    private bool Lists(string value)
    {
        foreach (var listed in Values)
        {
            if (listed == value)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Null, which compares as neither greater nor less, unless both are whole numbers.</summary>
    private int? Compare(string? value) =>
        Values.Count == 1 && TryRead(value, out var have) && TryRead(Values[0], out var bound) ? have.CompareTo(bound) : null;

    private static bool TryRead(string? text, out long number) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
}

/// <summary>All of several requirements; with none of them it selects everything.</summary>
public sealed record LabelSelector(ValueList<LabelRequirement> Requirements)
{
    /// <summary>Selects everything.</summary>
    public static LabelSelector Everything { get; } = new([]);

    public bool Selects(LabelSet labels)
    {
        foreach (var requirement in Requirements)
        {
            if (!requirement.IsMetBy(labels))
            {
                return false;
            }
        }

        return true;
    }

    public override string ToString() => Requirements.Count == 0 ? "everything" : string.Join(", ", Requirements);
}
