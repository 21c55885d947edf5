namespace ChatOps.IntegrationTests.Rigs;

/// <summary>What went wrong on a page, with what helps to see why.</summary>
public sealed class VisitFailedException : Exception
{
    internal VisitFailedException(Exception failed, string picture, Browser.PageLog log)
        : base($"{failed.Message}\nPicture: {picture}\nPage log:\n{log}", failed) => Picture = picture;

    /// <summary>The PNG file that shows the page as it was.</summary>
    public string Picture { get; }
}
