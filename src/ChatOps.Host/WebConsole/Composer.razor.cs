using ChatOps.Commands;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace ChatOps.Host.WebConsole;

/// <summary>Where commands are typed: completion above the line, history under the arrow keys, Enter sends.</summary>
public sealed partial class Composer(ICommandCompletion completion) : ComponentBase
{
    /// <summary>
    /// Characters the line takes: more than any command needs, and few enough for one message of the page's connection,
    /// see <see cref="WebConsoleServices.MaxMessageBytes"/>.
    /// </summary>
    public const int MaxLength = 20_000;

    private const int MaxSuggestions = 8;

    private readonly CommandHistory _history = new();
    private ElementReference _input;
    private IReadOnlyList<string> _suggestions = [];
    private string _text = "";
    private int _chosen = None;

    private const int None = -1;

    [Parameter, EditorRequired]
    public required Persona Persona { get; set; }

    [Parameter, EditorRequired]
    public EventCallback<string> OnSend { get; set; }

    private async Task SendAsync()
    {
        // The second of two quick presses finds the line empty.
        var text = _text.Trim();
        if (text.Length == 0)
        {
            return;
        }

        Show("");
        _history.Remember(text);
        await OnSend.InvokeAsync(text);
    }

    private async Task OnKeyAsync(KeyboardEventArgs pressed)
    {
        switch (pressed.Key)
        {
            case "ArrowUp":
                Show(_history.Older(_text));
                break;
            case "ArrowDown":
                Show(_history.Newer(_text));
                break;
            case "Tab" when _suggestions.Count > 0:
                await CompleteAsync(pressed.ShiftKey ? -1 : 1);
                break;
            case "Escape":
                Forget();
                break;
        }
    }

    /// <summary>Goes round the suggestions; the only one is taken at once, so that Tab can go on with the next word.</summary>
    private async Task CompleteAsync(int direction)
    {
        if (_suggestions is [var only])
        {
            await FillInAsync(only);
            return;
        }

        var start = _chosen == None && direction < 0 ? 0 : _chosen;
        _chosen = (start + direction + _suggestions.Count) % _suggestions.Count;
        _text = _suggestions[_chosen];
    }

    private async Task TakeAsync(string suggestion)
    {
        await FillInAsync(suggestion);
        await _input.FocusAsync();
    }

    private Task FillInAsync(string suggestion)
    {
        _text = $"{suggestion.TrimEnd()} ";
        return SuggestAsync();
    }

    private async Task SuggestAsync()
    {
        Forget();
        var typed = _text;
        if (string.IsNullOrWhiteSpace(typed))
        {
            return;
        }

        var texts = await completion.CompleteAsync(
            typed, Persona.Actor, ConsoleChatPlatform.Room, CancellationToken.None);

        // Another key may have been faster than the answer.
        if (typed == _text)
        {
            _suggestions = [.. texts.Where(text => text.Trim() != typed.Trim()).Take(MaxSuggestions)];
        }
    }

    private void Show(string text)
    {
        _text = text;
        Forget();
    }

    private void Forget()
    {
        _chosen = None;
        _suggestions = [];
    }
}
