using System.Runtime.CompilerServices;
using Shouldly;

namespace ChatOps.Tests.Documentation;

/// <summary>A page that people read, kept true by tests.</summary>
/// <param name="path">From the root of the repository.</param>
internal sealed class Page(string path)
{
    private static readonly string Root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", ".."));

    public string Text => File.ReadAllText(PathOf(path)).ReplaceLineEndings("\n");

    public static string PathOf(string path) => Path.Combine(Root, path);

    /// <summary>Holds a page that is made to what it is made of; CHATOPS_TEST_ACCEPT=1 writes it.</summary>
    public void ShouldRead(string text)
    {
        text = text.ReplaceLineEndings("\n");
        if (Environment.GetEnvironmentVariable("CHATOPS_TEST_ACCEPT") == "1")
        {
            File.WriteAllText(PathOf(path), text);
        }

        Text.ShouldBe(text, "run this test with CHATOPS_TEST_ACCEPT=1, look at the difference and commit it");
    }

    private static string Here([CallerFilePath] string path = "") => path;
}
