namespace ChatOps.IntegrationTests.Rigs;

/// <summary>Where things are in the clone that the tests were built from.</summary>
public static class Repository
{
    /// <summary>The folder with ChatOps.sln, found upwards from the test's own binaries.</summary>
    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    /// <summary>A file of the repository by its path from the root, with forward slashes.</summary>
    public static string File(string path) => Path.Combine(Root, path);

    /// <summary>What a project of src/ was built into, in the same configuration as the tests.</summary>
    public static string Built(string project, string file)
    {
        // .../bin/Release/net10.0/: the last two folders are the same for every project of one build.
        var binaries = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(Root, "src", project, "bin", binaries.Parent!.Name, binaries.Name, file);
    }

    private static string FindRoot(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (System.IO.File.Exists(Path.Combine(folder.FullName, "ChatOps.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No ChatOps.sln above {start}.");
    }
}
