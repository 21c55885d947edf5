using ChatOps.Tests.Fakes;

namespace ChatOps.Tests.Fitting;

/// <summary>A disk that is left from before in a zone where no node is any more.</summary>
internal static class LostZone
{
    /// <param name="claim">The claim that is bound to it.</param>
    public static void LeaveDiskInLostZone(this FakeInventory inventory, string @namespace, string claim)
    {
        var rig = new FitRig()
            .Volume("disk", "\"nodeAffinity\":{\"required\":{\"nodeSelectorTerms\":[{\"matchExpressions\":[{\"key\":\"zone\",\"operator\":\"In\",\"values\":[\"d\"]}]}]} }")
            .Claim("data", "\"volumeName\":\"disk\"");
        inventory.Volumes = rig.Inventory.Volumes;
        inventory.Claims = [rig.Inventory.Claims.Single() with { Namespace = @namespace, Name = claim }];
    }
}
