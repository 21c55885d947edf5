using System.Collections.Concurrent;
using Microsoft.Playwright;
using Xunit;

namespace ChatOps.IntegrationTests.Rigs;

/// <summary>
/// A real browser without a window: the system's Chromium (or <c>CHATOPS_CHROMIUM</c>), driven by Playwright. To be
/// shared as a class fixture: starting it takes about a second, a visit next to nothing.
/// </summary>
public sealed class Browser : IAsyncLifetime
{
    private static readonly string Chromium =
        Environment.GetEnvironmentVariable("CHATOPS_CHROMIUM") ?? "/usr/bin/chromium";

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    private IBrowser Started => _browser ?? throw new InvalidOperationException("The browser was never started.");

    public async ValueTask InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Chromium,
            // Containers and CI run as root, where Chromium's sandbox refuses to start.
            Args = ["--no-sandbox", "--disable-gpu"],
        });
    }

    /// <summary>Opens an address in a fresh profile and lets a test act there.</summary>
    /// <param name="name">Names the picture that is taken if the visit fails: a file name without extension.</param>
    /// <exception cref="VisitFailedException">What the visit threw, with a picture and the page's own log.</exception>
    public async Task VisitAsync(Uri address, string name, Func<IPage, Task> visit)
    {
        await using var profile = await Started.NewContextAsync();
        var page = await profile.NewPageAsync();
        var log = new PageLog(page);
        try
        {
            await page.GotoAsync(address.ToString());
            await visit(page);
        }
        catch (Exception failed)
        {
            throw new VisitFailedException(failed, await PictureAsync(page, name), log);
        }
    }

    /// <summary>A new window that shares nothing with the others, for tests that need several; theirs to close.</summary>
    public Task<IPage> OpenAsync(BrowserNewPageOptions options) => Started.NewPageAsync(options);

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }

    private static async Task<string> PictureAsync(IPage page, string name)
    {
        var file = Repository.File($"TestResults/{name}.png");
        await page.ScreenshotAsync(new() { Path = file, FullPage = true });
        return file;
    }

    /// <summary>What the page wrote to its console, threw, or failed to load.</summary>
    internal sealed class PageLog
    {
        private readonly ConcurrentQueue<string> _lines = new();

        public PageLog(IPage page)
        {
            page.Console += (_, message) => _lines.Enqueue($"{message.Type}: {message.Text}");
            page.PageError += (_, error) => _lines.Enqueue($"thrown: {error}");
            page.RequestFailed += (_, request) => _lines.Enqueue($"not loaded: {request.Url} {request.Failure}");
        }

        public override string ToString() => _lines.IsEmpty ? "(the page logged nothing)" : string.Join('\n', _lines);
    }
}
