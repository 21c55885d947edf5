using ChatOps.Access;
using ChatOps.Chat;
using Microsoft.AspNetCore.Components;

namespace ChatOps.Host.WebConsole;

/// <summary>The one page of the console: who you are, what was said, and where to type.</summary>
public sealed partial class ChatPage(ConsoleRoom room, CommandSender sender, People people, TimeProvider time)
    : ComponentBase, IDisposable
{
    private readonly Transcript _transcript = new(room, time);
    private string _announcement = "";

    /// <summary>Who the visitor is. In the address, so that it outlives a reload and two windows can be two people.</summary>
    [SupplyParameterFromQuery(Name = "as")]
    public string? As { get; set; }

    private Persona Persona => Persona.Named(As);

    public void Dispose() => room.Changed -= OnRoomChanged;

    protected override void OnInitialized() => room.Changed += OnRoomChanged;

    /// <summary>Nobody is offered what could only refuse them: their own request's approval, for one.</summary>
    private Message ForMe(Message message) => message.For(account => people.IsSamePerson(account, Persona.Actor));

    private async Task SendAsync(string text)
    {
        var line = _transcript.Sent(Persona, text);
        StateHasChanged();
        var answer = await sender.SendAsync(line.Persona, text);
        _transcript.Answered(line, answer);
        _announcement = answer.Title;
    }

    // A page that is being closed has no use for the change, and says so with an exception in a task nobody needs.
    private void OnRoomChanged(RoomMessage message) => _ = InvokeAsync(() => Show(message));

    private void Show(RoomMessage message)
    {
        // A living message changes every second; a screen reader hears of its beginning and of its end.
        if (message.UpdatedAt == message.PostedAt || message.Message.Tone is not Tone.Working)
        {
            _announcement = message.Message.Title;
        }

        StateHasChanged();
    }
}
