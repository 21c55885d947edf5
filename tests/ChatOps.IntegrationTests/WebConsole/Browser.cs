using Microsoft.Playwright;
using Xunit;

[assembly: AssemblyFixture(typeof(ChatOps.IntegrationTests.WebConsole.Browser))]

namespace ChatOps.IntegrationTests.WebConsole;

/// <summary>The system's Chromium, started once for all tests; each test opens pages of its own.</summary>
public sealed class Browser : IAsyncLifetime
{
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = "/usr/bin/chromium",
            Args = ["--no-sandbox", "--disable-gpu"],
        });
    }

    /// <summary>A new window that shares nothing with the others.</summary>
    public Task<IPage> OpenAsync(BrowserNewPageOptions? options = null) =>
        _browser is null ? throw new InvalidOperationException("Not started.") : _browser.NewPageAsync(options);

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }
}
