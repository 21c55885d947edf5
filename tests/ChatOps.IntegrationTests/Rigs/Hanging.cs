using System.Reflection;

namespace ChatOps.IntegrationTests.Rigs;

/// <summary>A service of which no call ever comes back, as of a database whose machine has gone.</summary>
public class Hanging : DispatchProxy
{
    /// <typeparam name="T">An interface whose methods return tasks.</typeparam>
    public static T Service<T>()
        where T : class => Create<T, Hanging>();

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        var task = targetMethod!.ReturnType; // called through the interface, so there is a method
        var source = task.IsGenericType ? typeof(TaskCompletionSource<>).MakeGenericType(task.GenericTypeArguments) : typeof(TaskCompletionSource);
        return source.GetProperty(nameof(TaskCompletionSource.Task))!.GetValue(Activator.CreateInstance(source)); // both have one
    }
}
