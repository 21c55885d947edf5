using System.Text.Json.Nodes;
using ChatOps.Simulator.Store;

namespace ChatOps.Simulator.Admission;

/// <summary>Lets a pod stay five minutes on a node that is lost, unless it says otherwise.</summary>
public sealed class TolerationAdmission : IAdmission
{
    private const int Seconds = 300;
    private static readonly string[] Taints = ["node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable"];

    public void Admit(AdmissionRequest request)
    {
        if (!request.IsCreate || request.Type != ResourceTypes.Pods)
        {
            return;
        }

        foreach (var taint in Taints)
        {
            var tolerations = request.Json.Child("spec").ChildArray("tolerations");
            if (!tolerations.Any(each => each is JsonObject toleration && Covers(toleration, taint)))
            {
                tolerations.Add(new JsonObject
                {
                    ["key"] = taint,
                    ["operator"] = "Exists",
                    ["effect"] = "NoExecute",
                    ["tolerationSeconds"] = Seconds,
                });
            }
        }
    }

    private static bool Covers(JsonObject toleration, string taint) =>
        (toleration.Text("key") is null or "" || toleration.Text("key") == taint)
        && toleration.Text("effect") is null or "" or "NoExecute";
}
