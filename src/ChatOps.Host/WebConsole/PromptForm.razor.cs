using ChatOps.Chat;
using Microsoft.AspNetCore.Components;

namespace ChatOps.Host.WebConsole;

/// <summary>Asks what a button's command still needs, in the card where the button was pressed.</summary>
public sealed partial class PromptForm : ComponentBase
{
    private ElementReference _input;
    private string _answer = "";

    /// <summary>The pressed button; it has a prompt.</summary>
    [Parameter, EditorRequired]
    public required Button Button { get; set; }

    /// <summary>The whole command, with the answer in it.</summary>
    [Parameter, EditorRequired]
    public EventCallback<string> OnAnswer { get; set; }

    [Parameter, EditorRequired]
    public EventCallback OnBack { get; set; }

    protected override Task OnAfterRenderAsync(bool firstRender) =>
        firstRender ? _input.FocusAsync().AsTask() : Task.CompletedTask;

    private async Task AnswerAsync()
    {
        var prompt = Button.Prompt!; // by the parameter's own word
        var command = prompt.Fill(Button.Command, _answer);
        if (prompt.IsRequired && command == Button.Command)
        {
            return;
        }

        await OnAnswer.InvokeAsync(command);
    }
}
