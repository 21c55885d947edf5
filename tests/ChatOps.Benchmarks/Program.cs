using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Running;
using ChatOps.Benchmarks.Whole;

// "inner ..." times pieces inside one process; "reader" is a process of "growth"; anything else names comparisons of whole processes.
switch (args)
{
    case ["inner", .. var rest]:
        // Shouldly, which a rig brings along and nothing here times, is published unoptimised.
        var config = DefaultConfig.Instance.WithOptions(ConfigOptions.DisableOptimizationsValidator);
        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(rest, config);
        return 0;
    case ["reader", var kubeconfig]:
        await Reader.RunAsync(kubeconfig, CancellationToken.None);
        return 0;
    default:
        return await Comparisons.RunAsync(args, CancellationToken.None);
}
