using Microsoft.AspNetCore.Components;

namespace ChatOps.Host.WebConsole.Parts;

/// <summary>How long something has been going on, counted up every second.</summary>
public sealed partial class Elapsed(TimeProvider time) : ComponentBase, IDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    private ITimer? _timer;
    private TimeSpan _elapsed;

    [Parameter, EditorRequired]
    public DateTimeOffset Since { get; set; }

    public void Dispose() => _timer?.Dispose();

    protected override void OnInitialized() =>
        _timer = time.CreateTimer(_ => _ = InvokeAsync(Count), state: null, Tick, Tick);

    protected override void OnParametersSet() => _elapsed = time.GetUtcNow() - Since;

    private static string Spoken(TimeSpan elapsed) => elapsed.TotalHours >= 1
        ? $"{(int)elapsed.TotalHours}:{elapsed:mm\\:ss}"
        : $"{(int)elapsed.TotalMinutes}:{elapsed:ss}";

    private void Count()
    {
        _elapsed = time.GetUtcNow() - Since;
        StateHasChanged();
    }
}
