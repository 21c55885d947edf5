using System.Runtime.CompilerServices;

namespace ChatOps.Tests.Golden;

/// <summary>What was looked at and accepted: a file for each message on each platform, under tests/golden.</summary>
internal static class GoldenFiles
{
    /// <summary>Set to 1, what the messages look like now is accepted. Look at the difference before it is committed.</summary>
    private const string Accepting = "CHATOPS_TEST_ACCEPT";

    private static bool IsAccepting => Environment.GetEnvironmentVariable(Accepting) == "1";

    /// <summary>Where the messages of a platform differ from what was accepted, a line for each.</summary>
    public static IReadOnlyList<string> Differences(IReadOnlyList<MessageKind> kinds, string platform)
    {
        var ending = Looks.Endings[platform];
        var now = kinds.ToDictionary(kind => FileName(kind.Name) + ending, kind => Looks.Of(kind, platform));
        var folder = Directory.CreateDirectory(Folder());
        var accepted = folder.GetFiles($"*{ending}").ToDictionary(file => file.Name, file => File.ReadAllText(file.FullName));
        if (!IsAccepting)
        {
            return
            [
                .. now.Select(look => Difference(look.Key, accepted.GetValueOrDefault(look.Key), look.Value)).OfType<string>(),
                .. accepted.Keys.Except(now.Keys).Select(name => $"{name}: nobody says that any more"),
            ];
        }

        foreach (var (name, look) in now)
        {
            File.WriteAllText(Path.Combine(folder.FullName, name), look);
        }

        foreach (var name in accepted.Keys.Except(now.Keys))
        {
            File.Delete(Path.Combine(folder.FullName, name));
        }

        return [];
    }

    private static string? Difference(string name, string? accepted, string now)
    {
        if (accepted is null)
        {
            return $"{name}: a new message, not accepted yet";
        }

        if (accepted == now)
        {
            return null;
        }

        var (before, after) = (accepted.Split('\n'), now.Split('\n'));
        var line = before.Zip(after).TakeWhile(pair => pair.First == pair.Second).Count();
        return $"{name}, line {line + 1}: was {Line(before, line)}, is {Line(after, line)}";
    }

    private static string Line(string[] lines, int index) => index < lines.Length ? lines[index].Trim() : "nothing";

    private static string FileName(string name)
    {
        var letters = name.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : ' ');
        return string.Join('-', string.Concat(letters).Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    private static string Folder([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here) ?? here, "..", "..", "golden"));
}
