using Shouldly;
using Xunit;

namespace ChatOps.IntegrationTests.Rigs;

public sealed class BrowserTests(Browser browser) : IClassFixture<Browser>
{
    private static readonly Uri Page = new(
        "data:text/html,<title>Console</title><button onclick=\"console.log('pressed')\">Press</button>");

    [Fact]
    public async Task A_visit_sees_the_page() =>
        await browser.VisitAsync(Page, nameof(A_visit_sees_the_page), async page =>
            (await page.TitleAsync()).ShouldBe("Console"));

    [Fact]
    public async Task A_failed_visit_leaves_a_picture_and_the_page_log()
    {
        var failed = await Should.ThrowAsync<VisitFailedException>(() =>
            browser.VisitAsync(Page, nameof(A_failed_visit_leaves_a_picture_and_the_page_log), async page =>
            {
                await page.GetByRole(Microsoft.Playwright.AriaRole.Button).ClickAsync();
                throw new InvalidDataException("not what I expected");
            }));

        failed.Message.ShouldContain("not what I expected");
        failed.Message.ShouldContain("log: pressed");
        File.ReadAllBytes(failed.Picture).Take(4).ShouldBe([0x89, (byte)'P', (byte)'N', (byte)'G']);
        File.Delete(failed.Picture);
    }
}
