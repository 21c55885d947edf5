using System.Reflection;
using ChatOps.Access;

namespace ChatOps.Commands;

/// <summary>A registered command: its grammar, its help and how to make it from words.</summary>
public sealed class CommandEntry
{
    private readonly List<string> _examples = [];
    private readonly Delegate _make;

    internal CommandEntry(string name, string description, Delegate make, ValueRules rules)
    {
        Name = name;
        Description = description;
        Parameters = [.. make.Method.GetParameters().Select(parameter => new CommandParameter(parameter, rules))];
        _make = make;
        Role = IsQuery ? Role.Viewer : Role.Operator;
    }

    /// <summary>The words it is called by: "restart", "volume delete".</summary>
    public string Name { get; }

    /// <summary>What it does, one sentence.</summary>
    public string Description { get; }

    public IReadOnlyList<CommandParameter> Parameters { get; }

    /// <summary>Texts that can be sent as they are; the first is shown with every mistake.</summary>
    public IReadOnlyList<string> Examples => _examples;

    /// <summary>The type of <see cref="ICommand"/> that it makes.</summary>
    public Type CommandType => _make.Method.ReturnType;

    /// <summary>It only reads.</summary>
    public bool IsQuery => CommandType.IsAssignableTo(typeof(IQuery));

    /// <summary>The role that it needs: viewer for queries and operator for changes, unless its registration says otherwise.</summary>
    public Role Role { get; private set; }

    /// <summary>The whole command in one line: <c>restart &lt;component&gt; [deployment] [--pod NAME]</c>.</summary>
    public string Usage => string.Join(' ', Parameters.Select(parameter => parameter.Usage).Prepend(Name));

    internal IEnumerable<CommandParameter> Arguments => Parameters.Where(parameter => !parameter.IsOption);

    internal IEnumerable<CommandParameter> Options => Parameters.Where(parameter => parameter.IsOption);

    /// <summary>Adds a text that can be sent as it is.</summary>
    public CommandEntry Example(string text)
    {
        _examples.Add(text);
        return this;
    }

    /// <summary>Sets the role that it needs; <see cref="Role.None"/> lets everybody run it.</summary>
    public CommandEntry Needs(Role role)
    {
        Role = role;
        return this;
    }

    /// <summary>The option typed as "--pod", in any letter case, or null.</summary>
    internal CommandParameter? FindOption(string typed) =>
        Options.FirstOrDefault(option => option.Symbol.Name.Equals(typed, StringComparison.OrdinalIgnoreCase));

    internal ICommand Make(object?[] values) =>
        _make.Method.Invoke(_make.Target, BindingFlags.DoNotWrapExceptions, binder: null, values, culture: null)
            as ICommand ?? throw new InvalidOperationException($"The registration of '{Name}' made no command.");
}
