using System.Diagnostics.CodeAnalysis;

namespace ChatOps.Operations.Recovering;

/// <summary>A way to bring a component back. Each costs more than the one before it.</summary>
public enum Rung
{
    /// <summary>Its pod is made anew, or its workload started where it stands still.</summary>
    Restart,

    /// <summary>Its pod is made anew with more memory.</summary>
    Memory,

    /// <summary>Its pod is made anew on an empty volume.</summary>
    Volume,

    /// <summary>An empty volume and more memory, in the order of the runbook.</summary>
    Full,
}

/// <summary>What is known of each rung.</summary>
public static class Rungs
{
    /// <summary>How many there are.</summary>
    public const int Count = 4;

    /// <summary>The least harmful first.</summary>
    public static IReadOnlyList<Rung> All { get; } = Enum.GetValues<Rung>();

    /// <summary>As people type it: "restart".</summary>
    public static string Word(this Rung rung) => rung.ToString().ToLowerInvariant();

    /// <summary>"2 of 4: more memory".</summary>
    public static string Place(this Rung rung) => $"{(int)rung + 1} of {Count}: {rung.Name()}";

    /// <summary>What comes when this one did not help, or null after the last.</summary>
    public static Rung? Next(this Rung rung) => rung is Rung.Full ? null : rung + 1;

    public static bool LosesData(this Rung rung) => rung is Rung.Volume or Rung.Full;

    public static bool RaisesMemory(this Rung rung) => rung is Rung.Memory or Rung.Full;

    /// <summary>"a new volume", "more memory".</summary>
    public static string Name(this Rung rung) => rung switch
    {
        Rung.Restart => "a restart",
        Rung.Memory => "more memory",
        Rung.Volume => "a new volume",
        _ => "a new volume and more memory",
    };

    /// <summary>Reads what <see cref="Word"/> writes.</summary>
    public static bool TryRead(string word, [MaybeNullWhen(false)] out Rung rung) =>
        Enum.TryParse(word, ignoreCase: true, out rung) && Enum.IsDefined(rung) && !char.IsAsciiDigit(word[0]);
}
