namespace ChatOps.Rehearsing;

/// <summary>Tells what a rehearsal says from what people say: nothing of it is counted or traced.</summary>
public static class Rehearsal
{
    private static readonly AsyncLocal<bool> UnderWay = new();

    public static bool IsUnderWay => UnderWay.Value;

    /// <summary>Holds one; whatever it calls knows.</summary>
    public static async Task HoldAsync(Func<Task> rehearse)
    {
        // An async method's changes of such a value end with it.
        UnderWay.Value = true;
        await rehearse();
    }
}
