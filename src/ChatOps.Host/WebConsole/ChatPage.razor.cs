using ChatOps.Access;
using ChatOps.Chat;
using ChatOps.Host.WebConsole.SignIn;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Options;

namespace ChatOps.Host.WebConsole;

/// <summary>The one page of the console: who you are, what was said, and where to type.</summary>
public sealed partial class ChatPage(
    ConsoleRoom room, CommandSender sender, People people, ConsoleMode mode, IOptions<ConsoleOptions> options, TimeProvider time)
    : ComponentBase, IDisposable
{
    private readonly Transcript _transcript = new(room, time);
    private string _announcement = "";
    private Persona? _signedIn;

    /// <summary>Who the visitor is, where they may choose. In the address, so that it outlives a reload and two windows can be two people.</summary>
    [SupplyParameterFromQuery(Name = "as")]
    public string? As { get; set; }

    /// <summary>Who signed in, where people do.</summary>
    [CascadingParameter]
    public Task<AuthenticationState>? Authentication { get; set; }

    private Persona Persona => _signedIn ?? Persona.Named(As);

    public void Dispose() => room.Changed -= OnRoomChanged;

    /// <exception cref="UnauthorizedAccessException">Nobody signed in: the page is not for them, whoever they choose to be.</exception>
    protected override async Task OnInitializedAsync()
    {
        room.Changed += OnRoomChanged;
        if (mode.HasSignIn)
        {
            var principal = Authentication is null ? null : (await Authentication).User;
            _signedIn = Visitor.PersonaIn(principal, options.Value)
                ?? throw new UnauthorizedAccessException("Nobody signed in.");
        }
    }

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
