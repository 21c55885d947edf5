using Microsoft.Playwright;

namespace ChatOps.IntegrationTests.Rigs;

/// <summary>Pictures that tests take of what they see in the browser; the README shows some of them.</summary>
internal static class Pictures
{
    /// <summary>Names the folder they go to, from the root of the repository: "docs/images" for those of the README.</summary>
    public const string Variable = "CHATOPS_TEST_PICTURES";

    private static readonly string Folder = Environment.GetEnvironmentVariable(Variable) ?? "TestResults";

    /// <param name="name">A file name without extension.</param>
    public static Task TakeAsync(ILocator message, string name) => message.ScreenshotAsync(new()
    {
        Path = PathOf(name),
        Animations = ScreenshotAnimations.Disabled,
    });

    /// <summary>The whole window.</summary>
    /// <inheritdoc cref="TakeAsync(ILocator, string)"/>
    public static Task TakeAsync(IPage page, string name) => page.ScreenshotAsync(new()
    {
        Path = PathOf(name),
        Animations = ScreenshotAnimations.Disabled,
    });

    private static string PathOf(string name) => Repository.File($"{Folder}/{name}.png");
}
