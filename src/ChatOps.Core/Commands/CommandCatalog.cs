namespace ChatOps.Commands;

/// <summary>
/// Every command there is, for every chat platform. One registration gives grammar, help and completion. Filled while
/// the program starts; safe to read from any thread after that.
/// </summary>
public sealed class CommandCatalog
{
    /// <summary>Characters of a text that are read; more is no command.</summary>
    public const int LongestText = 2_000;

    private readonly List<CommandEntry> _entries = [];
    private readonly Dictionary<Type, CommandEntry> _byType = [];
    private readonly CommandTree _tree = new();

    public CommandCatalog(ValueRules values, IEnumerable<CommandRegistration> registrations)
    {
        Values = values;
        foreach (var registration in registrations)
        {
            registration.Register(this);
        }
    }

    /// <summary>All commands, in the order of their registration.</summary>
    public IReadOnlyList<CommandEntry> Commands => _entries;

    /// <summary>How words become values; add a rule for a type before the first command with it.</summary>
    public ValueRules Values { get; }

    /// <summary>
    /// Adds a command. Parameters of <paramref name="make"/> become positional arguments, those with an
    /// <see cref="OptionAttribute"/> options and bools flags; nullable ones may be left out, an array of strings at the
    /// end takes all words that are left.
    /// </summary>
    /// <param name="name">One or more words in lower case; several nest: "volume delete".</param>
    /// <param name="description">What it does, one sentence.</param>
    /// <param name="make">Makes the command from its values; returns an <see cref="ICommand"/>, never throws.</param>
    /// <returns>The entry, to add examples to.</returns>
    /// <exception cref="ArgumentException">
    /// The name or the type of command is taken, or a parameter has a type that no rule reads.
    /// </exception>
    public CommandEntry Add(string name, string description, Delegate make)
    {
        var entry = new CommandEntry(name, description, make, Values);
        if (!_byType.TryAdd(entry.CommandType, entry))
        {
            throw new ArgumentException($"There is already a command that makes a {entry.CommandType.Name}.", nameof(make));
        }

        _tree.Add(entry);
        _entries.Add(entry);
        return entry;
    }

    /// <summary>The command that a text asks for, or what is wrong with the text. Never throws.</summary>
    public Result<ICommand> Parse(string text)
    {
        if (text.Length > LongestText)
        {
            return ParseProblems.TooLong(text.Length);
        }

        var words = WithoutOwnName(Word.Split(TypedText.Normalise(text)));
        if (words.Any(word => word.IsOpen))
        {
            return ParseProblems.OpenQuote();
        }

        var place = _tree.Locate(AskingForHelp(words));
        return place.Entry is { } entry
            ? CommandReader.Read(_tree, entry, place)
            : ParseProblems.NoCommand(_entries, place);
    }

    /// <summary>The entry that makes commands of this type.</summary>
    /// <exception cref="KeyNotFoundException">No registered command is of this type.</exception>
    public CommandEntry EntryOf(ICommand command) => _byType[command.GetType()];

    /// <summary>
    /// What the last word of a text could become (or, after a space, what could follow), at most 50, best first. Each is
    /// a whole word to put in the place of the last one.
    /// </summary>
    /// <param name="offered">The commands that come into question.</param>
    public IReadOnlyList<string> Complete(string text, IReadOnlyList<CommandEntry> offered) =>
        text.Length > LongestText ? [] : Completion.Of(_tree, TypedText.Normalise(text), offered);

    /// <summary>People type "/astro" where no chat platform takes it off.</summary>
    private static IReadOnlyList<Word> WithoutOwnName(IReadOnlyList<Word> words) =>
        words is [{ IsQuoted: false } first, ..] && (first.Text.ToLowerInvariant() is "/astro" or "astro")
            ? [.. words.Skip(1)]
            : words;

    /// <summary>Nothing said, or --help anywhere, asks for help in the ways of a shell.</summary>
    private IReadOnlyList<Word> AskingForHelp(IReadOnlyList<Word> words)
    {
        if (words.Count > 0 && !words.TakeWhile(word => !word.EndsOptions).Any(IsHelpSign))
        {
            return words;
        }

        var path = _tree.Locate([.. words.Where(word => !IsHelpSign(word))]).Path;
        return [new Word("help"), .. path.Select(word => new Word(word))];
    }

    private static bool IsHelpSign(Word word) =>
        !word.IsQuoted && word.Text.ToLowerInvariant() is "--help" or "-h" or "-?" or "/?";
}

/// <summary>What a capability adds to the catalog when the program starts.</summary>
public sealed record CommandRegistration(Action<CommandCatalog> Register);
