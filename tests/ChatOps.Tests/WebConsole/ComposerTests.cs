using Bunit;
using ChatOps.Chat;
using ChatOps.Commands;
using ChatOps.Host.WebConsole;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.WebConsole;

public sealed class ComposerTests : BunitContext
{
    private readonly List<string> _sent = [];
    private readonly IRenderedComponent<Composer> _composer;

    public ComposerTests()
    {
        Services.AddSingleton<ICommandCompletion>(new Completion());
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
        _composer = Render<Composer>(composer => composer
            .Add(it => it.Persona, Persona.Default)
            .Add(it => it.OnSend, EventCallback.Factory.Create<string>(this, _sent.Add)));
    }

    private string? Line => _composer.Find("input").GetAttribute("value");

    private IEnumerable<string> Offered => _composer.FindAll("[role=option]").Select(option => option.TextContent);

    [Fact]
    public void A_text_is_sent_once_and_the_line_is_empty_after_it()
    {
        Type("  pods ");

        _composer.Find("form").Submit();
        _composer.Find("form").Submit();

        _sent.ShouldBe(["pods"]);
        Line.ShouldBe("");
    }

    [Fact]
    public void Tab_goes_round_what_is_offered_and_shift_tab_back()
    {
        Type("restart");
        Offered.ShouldBe(["restart scheduler", "restart webserver"]);

        Press("Tab");
        Line.ShouldBe("restart scheduler");
        Press("Tab");
        Line.ShouldBe("restart webserver");
        Press("Tab");
        Line.ShouldBe("restart scheduler");
        Press("Tab", shift: true);
        Line.ShouldBe("restart webserver");
        _composer.Find("input").GetAttribute("aria-activedescendant").ShouldBe("suggestion-1");
    }

    [Fact]
    public void The_only_offer_is_taken_with_room_for_the_next_word()
    {
        Type("restart s");

        Press("Tab");

        Line.ShouldBe("restart scheduler ");
        Offered.ShouldBeEmpty();
    }

    [Fact]
    public void An_offer_can_be_touched()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Type("restart");

        _composer.FindAll("[role=option]")[1].Click();

        Line.ShouldBe("restart webserver ");
    }

    [Fact]
    public void Escape_withdraws_the_offers_so_that_tab_moves_on()
    {
        Type("restart");

        Press("Escape");

        Offered.ShouldBeEmpty();
        _composer.Find("input").GetAttribute("aria-expanded").ShouldBe("false");
        Line.ShouldBe("restart");
    }

    private void Type(string text) => _composer.Find("input").Input(text);

    private void Press(string key, bool shift = false) =>
        _composer.Find("input").KeyDown(new KeyboardEventArgs { Key = key, ShiftKey = shift });

    private sealed class Completion : ICommandCompletion
    {
        private static readonly string[] Texts = ["restart scheduler", "restart webserver"];

        public Task<IReadOnlyList<string>> CompleteAsync(
            string text, Actor actor, Conversation conversation, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<string>>(
                [.. Texts.Where(known => known.StartsWith(text, StringComparison.Ordinal))]);
    }
}
