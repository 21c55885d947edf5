using System.CommandLine;
using System.CommandLine.Parsing;

namespace ChatOps.Commands;

/// <summary>The grammar as System.CommandLine has it, with our entries at its nodes.</summary>
internal sealed class CommandTree
{
    /// <summary>
    /// Chat text is nobody's command line: no @file is read, -abc is not -a -b -c. The root is a plain command, for a
    /// RootCommand would bring directives, --version and help that writes to the console.
    /// </summary>
    private static readonly ParserConfiguration ForChat = new()
    {
        EnablePosixBundling = false,
        ResponseFileTokenReplacer = null,
    };

    private readonly Command _root = new("astro");
    private readonly Dictionary<Command, CommandEntry> _entries = [];

    /// <exception cref="ArgumentException">The name is taken.</exception>
    public void Add(CommandEntry entry)
    {
        var command = entry.Name.Split(' ').Aggregate(_root, (parent, word) => Child(parent, word) ?? Grow(parent, word));
        if (!_entries.TryAdd(command, entry))
        {
            throw new ArgumentException($"There is already a command '{entry.Name}'.", nameof(entry));
        }

        entry.Arguments.ToList().ForEach(parameter => command.Add((Argument)parameter.Symbol));
        entry.Options.ToList().ForEach(parameter => command.Add((Option)parameter.Symbol));
    }

    /// <summary>Follows the words as far as they name commands.</summary>
    public CommandPlace Locate(IReadOnlyList<Word> words)
    {
        var command = _root;
        var path = new List<string>();
        foreach (var word in words)
        {
            if (Child(command, word.Text) is not { } child)
            {
                break;
            }

            command = child;
            path.Add(child.Name);
        }

        var children = command.Subcommands.Select(child => child.Name).ToList();
        return new CommandPlace(path, _entries.GetValueOrDefault(command), children, [.. words.Skip(path.Count)]);
    }

    public ParseResult Parse(IReadOnlyList<string> tokens) => CommandLineParser.Parse(_root, tokens, ForChat);

    private static Command? Child(Command parent, string word) =>
        parent.Subcommands.FirstOrDefault(child => child.Name.Equals(word, StringComparison.OrdinalIgnoreCase));

    private static Command Grow(Command parent, string word)
    {
        var child = new Command(word);
        parent.Add(child);
        return child;
    }
}

/// <summary>Where the words of a text lead in the grammar.</summary>
/// <param name="Path">The words that name a command or a group of commands, as the grammar spells them.</param>
/// <param name="Entry">The command at that place, or null where the path ends at a group.</param>
/// <param name="Next">Words that would lead on.</param>
/// <param name="Rest">The words after the path.</param>
internal sealed record CommandPlace(
    IReadOnlyList<string> Path, CommandEntry? Entry, IReadOnlyList<string> Next, IReadOnlyList<Word> Rest);
