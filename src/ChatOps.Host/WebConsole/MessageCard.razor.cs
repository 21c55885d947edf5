using ChatOps.Chat;
using Microsoft.AspNetCore.Components;

namespace ChatOps.Host.WebConsole;

/// <summary>A message of the bot's. All of it is text: nothing in a message is ever taken for HTML.</summary>
public sealed partial class MessageCard(TimeProvider time) : ComponentBase
{
    /// <summary>How long a button stays off after it was pressed, at least: no hand means two presses that close.</summary>
    public static readonly TimeSpan PressPause = TimeSpan.FromSeconds(1);

    private Button? _pressed;
    private Button? _asking;
    private (Message?, Button?, Button?) _shown;

    [Parameter, EditorRequired]
    public required Message Message { get; set; }

    [Parameter, EditorRequired]
    public DateTimeOffset PostedAt { get; set; }

    /// <summary>It answers one person, and nobody else has it on their page.</summary>
    [Parameter]
    public bool IsPrivate { get; set; }

    /// <summary>Sends a button's command.</summary>
    [Parameter, EditorRequired]
    public EventCallback<string> OnPress { get; set; }

    /// <summary>A change of one message costs nothing in the two hundred others.</summary>
    protected override bool ShouldRender() => _shown != (Message, _pressed, _asking);

    protected override void OnAfterRender(bool firstRender) => _shown = (Message, _pressed, _asking);

    /// <summary>A button that is gone meanwhile has nothing to ask any more.</summary>
    protected override void OnParametersSet() =>
        _asking = _asking is not null && Message.Buttons.Contains(_asking) ? _asking : null;

    private async Task PressAsync(Button button)
    {
        if (_pressed is not null)
        {
            return;
        }

        if (button.Prompt is not null)
        {
            _asking = button;
            return;
        }

        _pressed = button;
        await SendAsync(button.Command);
    }

    private async Task SendAsync(string command)
    {
        _pressed ??= _asking;
        _asking = null;
        await Task.WhenAll(OnPress.InvokeAsync(command), Task.Delay(PressPause, time));
        _pressed = null;
    }
}
