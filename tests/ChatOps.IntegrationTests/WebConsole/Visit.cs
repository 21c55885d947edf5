using ChatOps.IntegrationTests.Rigs;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ChatOps.IntegrationTests.WebConsole;

/// <summary>Somebody who has the console open.</summary>
public sealed class Visit : IAsyncDisposable
{
    private readonly List<string> _complaints = [];

    private Visit(IPage page)
    {
        Page = page;
        page.PageError += (_, error) => _complaints.Add(error);
        page.Console += (_, said) => Note(said);
    }

    public IPage Page { get; }

    /// <summary>Where one types.</summary>
    public ILocator Line => Page.GetByRole(AriaRole.Combobox);

    /// <summary>What the browser complained about: refused scripts and styles, errors of ours.</summary>
    public IReadOnlyList<string> Complaints => _complaints;

    public static async Task<Visit> StartAsync(Browser browser, Uri address, int width, int height)
    {
        var page = await browser.OpenAsync(
            new BrowserNewPageOptions { ViewportSize = new() { Width = width, Height = height } });
        var visit = new Visit(page);
        await page.GotoAsync(address.ToString());
        await Expect(page.Locator("command-line[live]")).ToBeAttachedAsync();
        return visit;
    }

    /// <summary>Types a text, sends it and waits for its answer.</summary>
    public async Task SendAsync(string text)
    {
        var answers = Page.Locator(".private");
        var before = await answers.CountAsync();
        await Line.FillAsync(text);
        await Line.PressAsync("Enter");
        await Expect(answers).ToHaveCountAsync(before + 1);
    }

    public async ValueTask DisposeAsync() => await Page.CloseAsync();

    private void Note(IConsoleMessage said)
    {
        if (said.Type == "error")
        {
            _complaints.Add(said.Text);
        }
    }
}
