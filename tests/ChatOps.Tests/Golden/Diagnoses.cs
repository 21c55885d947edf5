using ChatOps.Tests.Diagnosing;
using ChatOps.Tests.Fakes;
using ChatOps.Tests.Fitting;

namespace ChatOps.Tests.Golden;

/// <summary>What <c>diagnose</c> answers: of a component, of a pod, of one that waits for a node, of a whole deployment.</summary>
internal static class Diagnoses
{
    private const string Waiting = "zodiac-cosmo-1172-webserver-846d8b9f97-crklb";

    public static async Task<IReadOnlyList<MessageKind>> AllAsync()
    {
        using var rig = new DiagnosisRig();
        rig.Inventory.Nodes = new FitRig().Node("big-1", "\"cpu\":\"2\",\"memory\":\"8Gi\"").Inventory.Nodes;
        rig.Crashes(rig.Prometheus, exitCode: 137, reason: "OOMKilled", limit: 2L << 30);
        rig.Inventory.With(rig.PodOf(Waiting).Unschedulable() with { Demand = FitRig.Demand(cpu: 3000) });
        return
        [
            new("answer diagnose", await rig.MessageAsync("diagnose")),
            new("answer diagnose prometheus", await rig.MessageAsync("diagnose prometheus")),
            new("answer diagnose pod", await rig.MessageAsync("diagnose solitary-lightningbug-prometheus-0")),
            new("answer diagnose waiting pod", await rig.MessageAsync($"diagnose {Waiting}")),
            new("answer diagnose deployment", await rig.MessageAsync("diagnose zodiac-cosmo-1172")),
            new("answer diagnose well deployment", await rig.MessageAsync("diagnose lunar-nuclear-3725")),
        ];
    }
}
