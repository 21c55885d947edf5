using System.Diagnostics.CodeAnalysis;

namespace ChatOps;

/// <summary>Either what was asked for or the <see cref="Problem"/> that stood in the way.</summary>
public readonly record struct Result<T>
    where T : notnull
{
    private readonly T? _value;

    private Result(T? value, Problem? problem)
    {
        _value = value;
        Problem = problem;
    }

    /// <summary>What stood in the way, or null.</summary>
    public Problem? Problem { get; }

    public static implicit operator Result<T>(T value) => new(value, problem: null);

    public static implicit operator Result<T>(Problem problem) => new(default, problem);

    internal static Result<T> From(T value) => new(value, problem: null);

    /// <summary>True with the value, false with the problem.</summary>
    public bool TryGet([NotNullWhen(true)] out T? value, [NotNullWhen(false)] out Problem? problem)
    {
        value = _value;
        problem = Problem;
        return problem is null;
    }

    /// <summary>The value, for callers to whom a problem would be a bug.</summary>
    /// <exception cref="InvalidOperationException">There is a problem instead.</exception>
    public T Require() =>
        TryGet(out var value, out var problem) ? value : throw new InvalidOperationException(problem.Text);
}

public static class Result
{
    /// <summary>For values typed as an interface, from which C# has no implicit conversion.</summary>
    public static Result<T> Of<T>(T value)
        where T : notnull => Result<T>.From(value);
}
