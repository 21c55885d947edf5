using System.Security.Claims;
using ChatOps.Access;
using ChatOps.Chat;
using ChatOps.Host.WebConsole.SignIn;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Options;

namespace ChatOps.Host.WebConsole;

/// <summary>The one page of the console: who you are, what was said, and where to type.</summary>
public sealed partial class ChatPage(
    ConsoleRoom room, CommandSender sender, People people, ConsoleMode mode, IOptions<ConsoleOptions> options, TimeProvider time,
    Standing? standing = null)
    : ComponentBase, IDisposable
{
    private readonly Transcript _transcript = new(room, time);
    private string _announcement = "";
    private Persona? _signedIn;
    private Standing? _standing;
    private string? _ended;
    private string? _notSent;

    /// <summary>Who the visitor is, where they may choose. In the address, so that it outlives a reload and two windows can be two people.</summary>
    [SupplyParameterFromQuery(Name = "as")]
    public string? As { get; set; }

    /// <summary>Who signed in, where people do.</summary>
    [CascadingParameter]
    public Task<AuthenticationState>? Authentication { get; set; }

    private Persona Persona => _signedIn ?? Persona.Named(As);

    public void Dispose() => room.Changed -= OnRoomChanged;

    /// <exception cref="UnauthorizedAccessException">Nobody signed in: the page is not for them, whoever they choose to be.</exception>
    /// <exception cref="InvalidOperationException">People sign in, and nothing is registered that could say whether they still are.</exception>
    protected override async Task OnInitializedAsync()
    {
        room.Changed += OnRoomChanged;
        if (mode.HasSignIn)
        {
            _signedIn = Visitor.PersonaIn(await PrincipalAsync(), options.Value)
                ?? throw new UnauthorizedAccessException("Nobody signed in.");
            _standing = standing ?? throw new InvalidOperationException("Where people sign in, their standing has to be asked.");
        }
    }

    /// <summary>Also when whoever was signed in is so no longer, as <see cref="StandingVisitors"/> found.</summary>
    protected override async Task OnParametersSetAsync()
    {
        if (_signedIn is not null && (await PrincipalAsync())?.Identity?.IsAuthenticated is not true)
        {
            _ended ??= "You are not signed in any more.";
            _announcement = "";
        }
    }

    /// <summary>Nobody is offered what could only refuse them: their own request's approval, for one.</summary>
    private Message ForMe(Message message) => message.For(account => people.IsSamePerson(account, Persona.Actor));

    private async Task<ClaimsPrincipal?> PrincipalAsync() => Authentication is null ? null : (await Authentication).User;

    private async Task SendAsync(string text)
    {
        var line = _transcript.Sent(Persona, text);
        StateHasChanged();
        var answer = await AskAsync(line.Persona, text);
        _transcript.Answered(line, answer);
        _announcement = _ended is null ? answer.Title : "";
    }

    /// <summary>Only who is still signed in has it sent; the page of anybody else says why not, and nothing else any more.</summary>
    private async Task<Message> AskAsync(Persona persona, string text)
    {
        try
        {
            _ended = _standing is null ? null : await _standing.ObjectionAsync(await PrincipalAsync() ?? new(), CancellationToken.None);
        }
        catch (Exception away) when (away is not OperationCanceledException)
        {
            // Who can't be known again is not let in, and a page that meets an exception is dead for good.
            return CommandSender.NotAccepted;
        }

        _notSent = _ended is null ? null : text;
        return _ended is null ? await sender.SendAsync(persona, text) : Message.Titled(_ended, Tone.Warning);
    }

    // A page that is being closed has no use for the change, and says so with an exception in a task nobody needs.
    private void OnRoomChanged(RoomMessage message) => _ = InvokeAsync(() => Show(message));

    private void Show(RoomMessage message)
    {
        if (_ended is not null)
        {
            return; // what is said among those who may read is not for this page any more
        }

        // A living message changes every second; a screen reader hears of its beginning and of its end.
        if (message.UpdatedAt == message.PostedAt || message.Message.Tone is not Tone.Working)
        {
            _announcement = message.Message.Title;
        }

        StateHasChanged();
    }
}
