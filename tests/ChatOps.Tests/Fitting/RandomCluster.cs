using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;

namespace ChatOps.Tests.Fitting;

/// <summary>A small cluster of Kubernetes' objects, as JSON, and a pod that waits in it.</summary>
internal sealed record RandomCluster(
    IReadOnlyList<JsonObject> Nodes,
    IReadOnlyList<JsonObject> Pods,
    IReadOnlyList<JsonObject> Claims,
    IReadOnlyList<JsonObject> Volumes,
    JsonObject Pending)
{
    public const string Host = "kubernetes.io/hostname";
    public const string Zone = "topology.kubernetes.io/zone";

    /// <summary>Classes: disks are made at once, where the pod goes, in zone a only, and not at all.</summary>
    public static readonly IReadOnlyList<JsonObject> Classes =
    [
        Json(new { metadata = new { name = "at-once" }, provisioner = "x" }),
        Json(new { metadata = new { name = "late" }, provisioner = "x", volumeBindingMode = "WaitForFirstConsumer" }),
        Json(new
        {
            metadata = new { name = "late-in-a" },
            provisioner = "x",
            volumeBindingMode = "WaitForFirstConsumer",
            allowedTopologies = new[] { new { matchLabelExpressions = new[] { new { key = Zone, values = new[] { "a" } } } } },
        }),
        Json(new
        {
            metadata = new { name = "by-hand" }, provisioner = "kubernetes.io/no-provisioner", volumeBindingMode = "WaitForFirstConsumer",
        }),
    ];

    /// <summary>Namespace "team" is the pod's own; both are told apart by their labels too.</summary>
    public static readonly IReadOnlyDictionary<string, string> NamespaceTiers =
        new Dictionary<string, string> { ["team"] = "near", ["other"] = "far" };

    private static readonly string[] Revision = ["revision"];
    private static readonly Gen<string> Zones = Gen.OneOf("a", "b", "c");
    private static readonly Gen<string> Components = Gen.OneOf("worker", "web", "scheduler");
    private static readonly Gen<string> Effects = Gen.OneOf("NoSchedule", "NoExecute", "PreferNoSchedule");
    private static readonly Gen<string> TopologyKeys = Gen.OneOf(Host, Zone);

    private static readonly Gen<JsonObject> Taints = Gen.Select(
        Gen.OneOf("dedicated", "spot", "node.kubernetes.io/not-ready"), Gen.OneOf("x", "y", ""), Effects,
        (key, value, effect) => Json(new { key, value, effect }));

    private static readonly Gen<JsonObject> Tolerations = Gen.Select(
        Gen.OneOf<string?>("dedicated", "spot", "node.kubernetes.io/unschedulable", null), Gen.OneOf<string?>("Equal", "Exists", null),
        Gen.OneOf("x", "y"), Effects.Null(), Toleration);

    private static readonly Gen<JsonObject> Amounts = Gen.Select(
        Gen.OneOf<string?>("100m", "0.5", "1", "1500m", "3", null), Gen.OneOf<string?>("256Mi", "1Gi", "3G", null),
        Gen.OneOf<string?>(null, null, null, null, null, "1Gi", "20Gi"), Gen.OneOf<string?>(null, null, null, null, "1", "2"), Requests);

    private static readonly Gen<JsonObject> Containers = Gen.Select(
        Amounts, Gen.Frequency((6, Gen.Const(0)), (1, Gen.OneOf(8080, 9090))), Gen.OneOf("TCP", "UDP"),
        Gen.OneOf<string?>(null, "10.0.0.1", "10.0.0.2"), Gen.Bool, Container);

    private static readonly Gen<JsonObject> Requirements = Gen.Select(
        Gen.OneOf(Zone, "pool", "size"), Gen.OneOf("In", "NotIn", "Exists", "DoesNotExist", "Gt", "Lt"),
        Gen.OneOf("a", "b", "big", "1", "2"), Requirement);

    private static readonly Gen<JsonObject> PodTerms = Gen.Select(
        Components, TopologyKeys, Gen.OneOf<string?>(null, "team", "other"), Gen.OneOf<string?>(null, "near", "far", ""),
        Gen.OneOf<string?>(null, null, "matchLabelKeys", "mismatchLabelKeys"), PodTerm);

    private static readonly Gen<JsonObject> Spreads = Gen.Select(
        Components, TopologyKeys, Gen.Int[1, 2], Gen.OneOf("DoNotSchedule", "ScheduleAnyway"), Gen.Int[1, 3],
        Gen.OneOf("Honor", "Ignore"), Gen.OneOf("Honor", "Ignore"), Gen.OneOf<string?>(null, "matchLabelKeys"), Spread);

    private static readonly Gen<JsonObject> Specs = Gen.Select(
        Containers.List[1, 2], Rarely(Containers).List[0, 2], Rarely(Requirements), Rarely(Requirements).List[0, 2],
        Tolerations.List[0, 2], Rarely(PodTerms), Rarely(PodTerms), Rarely(Spreads), Spec);

    private static readonly Gen<JsonObject> NodeGen = Gen.Select(
        Gen.OneOf("1", "2", "4"), Gen.OneOf("2Gi", "4Gi"), Gen.OneOf("2", "5", "110"), Gen.OneOf<string?>(null, "1", "2"),
        Zones.Null(), Gen.OneOf<string?>(null, "big", "1", "2"), Taints.List[0, 1], Gen.Int[0, 6], Node);

    private static readonly Gen<JsonObject> PodGen = Gen.Select(
        Specs, Components, Gen.OneOf("team", "other"), Gen.Int[0, 5], Gen.OneOf("Running", "Running", "Running", "Succeeded", "Ending", "Nominated"),
        Gen.OneOf<string?>(null, "1", "2"), Gen.OneOf<int?>(null, 0, 7), Pod);

    /// <summary>A bound claim, one that waits, or something wrong with it.</summary>
    private static readonly Gen<JsonObject> ClaimGen = Gen.Select(
        Gen.OneOf("Bound", "Bound", "Waiting", "Waiting", "Waiting", "Ending", "Lost"),
        Gen.OneOf("at-once", "late", "late", "late-in-a", "by-hand"),
        Gen.OneOf("ReadWriteOnce", "ReadWriteOncePod"), Gen.OneOf("1Gi", "5Gi"), Claim);

    private static readonly Gen<JsonObject> VolumeGen = Gen.Select(
        Zones.Null(), Zones.Null(), Gen.OneOf("2Gi", "10Gi"), Gen.OneOf("by-hand", "late"), Volume);

    public static readonly Gen<RandomCluster> Any = Gen.Select(
        NodeGen.List[1, 5], PodGen.List[0, 8], Rarely(ClaimGen), VolumeGen.List[1, 3], PodGen, Build);

    public override string ToString() => JsonSerializer.Serialize(this);

    private static Gen<JsonObject?> Rarely(Gen<JsonObject> gen) =>
        Gen.Frequency((4, Gen.Const((JsonObject?)null)), (1, gen.Select(each => (JsonObject?)each)));

    private static RandomCluster Build(
        List<JsonObject> nodes, List<JsonObject> pods, JsonObject? claim, List<JsonObject> volumes, JsonObject pending)
    {
        nodes = [.. nodes.Select((node, number) => Named(node, $"n{number}"))];
        nodes.ForEach(node => node["metadata"]!["labels"]![Host] = (string)node["metadata"]!["name"]!);
        pods = [.. pods.Select((pod, number) => Placed(Named(pod, $"p{number}"), nodes))];
        volumes = [.. volumes.Select((volume, number) => Named(volume, $"v{number}"))];
        pending = Named(pending, "pending");
        pending["metadata"]!["namespace"] = "team";
        if (claim is not null)
        {
            pending["spec"]!["volumes"] = Volumes("data");
            pods.Take(1).ToList().ForEach(pod => pod["spec"]!["volumes"] = Volumes("data"));
            if ((string?)claim["spec"]!["volumeName"] is not null)
            {
                volumes[0]["spec"]!["claimRef"] = Json(new { @namespace = "team", name = "data", uid = "data" });
            }
        }

        return new(nodes, pods, claim is null ? [] : [claim], volumes, pending);

        static JsonArray Volumes(string name) =>
            [Json(new { name, persistentVolumeClaim = new { claimName = name } })];
    }

    private static JsonObject Named(JsonObject each, string name)
    {
        var named = (JsonObject)each.DeepClone(); // a generator hands out the same object again
        named["metadata"]!["name"] = name;
        named["metadata"]!["uid"] = name;
        return named;
    }

    private static JsonObject Placed(JsonObject pod, List<JsonObject> nodes)
    {
        var number = (int)pod["metadata"]!["number"]!;
        var isNominated = (string)pod["status"]!["phase"]! is "Pending";
        pod[isNominated ? "status" : "spec"]![isNominated ? "nominatedNodeName" : "nodeName"] =
            (string)nodes[number % nodes.Count]["metadata"]!["name"]!;
        return pod;
    }

    private static JsonObject Node(
        string cpu, string memory, string pods, string? gpu, string? zone, string? pool, List<JsonObject> taints, int cordon)
    {
        var isCordoned = cordon == 0;
        var node = Json(new
        {
            metadata = new { labels = new Dictionary<string, string?> { [Zone] = zone, ["pool"] = pool, ["size"] = pool } },
            spec = new { unschedulable = isCordoned, taints },
            status = new
            {
                allocatable = new Dictionary<string, string?>
                {
                    ["cpu"] = cpu,
                    ["memory"] = memory,
                    ["pods"] = pods,
                    ["ephemeral-storage"] = "10Gi",
                    ["example.com/gpu"] = gpu,
                },
            },
        });
        if (isCordoned)
        {
            node["spec"]!["taints"]!.AsArray().Add(Json(new { key = "node.kubernetes.io/unschedulable", effect = "NoSchedule" }));
        }

        return node;
    }

    private static JsonObject Toleration(string? key, string? @operator, string value, string? effect) =>
        Json(new { key, @operator = key is null ? "Exists" : @operator, value = @operator is "Exists" || key is null ? null : value, effect });

    private static JsonObject Requests(string? cpu, string? memory, string? disk, string? gpu) => Json(new Dictionary<string, string?>
    {
        ["cpu"] = cpu,
        ["memory"] = memory,
        ["ephemeral-storage"] = disk,
        ["example.com/gpu"] = gpu,
    });

    private static JsonObject Container(JsonObject requests, int port, string protocol, string? address, bool isSidecar) => Json(new
    {
        name = "c",
        resources = new { requests },
        ports = port == 0 ? null : new[] { new { containerPort = port, hostPort = port, protocol, hostIP = address } },
        restartPolicy = isSidecar ? "Always" : null,
    });

    private static JsonObject Requirement(string key, string @operator, string value) => Json(new
    {
        key,
        @operator,
        values = @operator is "Exists" or "DoesNotExist" ? null : new[] { value },
    });

    private static JsonObject PodTerm(string component, string topologyKey, string? space, string? tier, string? byRevision) => Json(
        new Dictionary<string, object?>
        {
            ["labelSelector"] = new { matchLabels = new { component } },
            ["topologyKey"] = topologyKey,
            ["namespaces"] = space is null ? null : new[] { space },
            ["namespaceSelector"] = tier switch
            {
                null => null,
                "" => new { matchLabels = new Dictionary<string, string>() },
                _ => new { matchLabels = new Dictionary<string, string> { ["tier"] = tier } },
            },
            [byRevision ?? "matchLabelKeys"] = byRevision is null ? null : Revision,
        });

    private static JsonObject Spread(
        string component, string topologyKey, int maxSkew, string whenUnsatisfiable, int domains, string affinity, string taints, string? byRevision) => Json(new
        {
            matchLabelKeys = byRevision is null ? null : Revision,
            maxSkew,
            topologyKey,
            whenUnsatisfiable,
            labelSelector = new { matchLabels = new { component } },
            minDomains = whenUnsatisfiable is "DoNotSchedule" ? domains : (int?)null,
            nodeAffinityPolicy = affinity,
            nodeTaintsPolicy = taints,
        });

    private static JsonObject Spec(
        List<JsonObject> containers, List<JsonObject?> init, JsonObject? selector, List<JsonObject?> affinity,
        List<JsonObject> tolerations, JsonObject? near, JsonObject? apart, JsonObject? spread)
    {
        foreach (var container in containers)
        {
            container.Remove("restartPolicy"); // of init containers only
        }

        var terms = affinity.OfType<JsonObject>().Select(each => new { matchExpressions = new[] { each } }).ToList();
        return Json(new
        {
            containers,
            initContainers = init.OfType<JsonObject>().ToList(),
            nodeSelector = selector is null ? null : new { pool = "big" },
            tolerations,
            affinity = new
            {
                nodeAffinity = terms.Count == 0 ? null : Required(new { nodeSelectorTerms = terms }),
                podAffinity = near is null ? null : Required(new[] { near }),
                podAntiAffinity = apart is null ? null : Required(new[] { apart }),
            },
            topologySpreadConstraints = spread is null ? null : new[] { spread },
        });

        static JsonObject Required(object terms) =>
            Json(new { requiredDuringSchedulingIgnoredDuringExecution = terms });
    }

    private static JsonObject Pod(
        JsonObject spec, string component, string @namespace, int number, string state, string? revision, int? priority)
    {
        var pod = Json(new
        {
            metadata = new
            {
                @namespace,
                number,
                labels = new { component, revision },
                deletionTimestamp = state is "Ending" ? "2026-11-01T00:00:00Z" : null,
            },
            spec,
            status = new { phase = state switch { "Succeeded" => state, "Nominated" => "Pending", _ => "Running" } },
        });
        pod["spec"]!["priority"] = priority;
        return pod;
    }

    private static JsonObject Claim(string state, string storageClassName, string mode, string storage)
    {
        var isBound = state is "Bound" or "Ending";
        return Json(new
        {
            metadata = new
            {
                @namespace = "team",
                name = "data",
                uid = "data",
                deletionTimestamp = state is "Ending" ? "2026-11-01T00:00:00Z" : null,
                annotations = isBound ? new Dictionary<string, string> { ["pv.kubernetes.io/bind-completed"] = "yes" } : null,
            },
            spec = new
            {
                storageClassName,
                accessModes = new[] { mode },
                resources = new { requests = new { storage } },
                volumeName = isBound ? "v0" : null,
            },
            status = new { phase = isBound ? "Bound" : state is "Lost" ? state : "Pending" },
        });
    }

    private static JsonObject Volume(string? label, string? reach, string storage, string storageClassName) => Json(new
    {
        metadata = new { labels = label is null ? null : new Dictionary<string, string> { [Zone] = label } },
        spec = new
        {
            capacity = new { storage },
            storageClassName,
            accessModes = JsonNode.Parse("""["ReadWriteOnce"]"""),
            nodeAffinity = reach is null ? null : new
            {
                required = new
                {
                    nodeSelectorTerms = Terms(reach),
                },
            },
        },
        status = new { phase = "Available" },
    });

    private static JsonArray Terms(string zone) =>
        [new JsonObject { ["matchExpressions"] = new JsonArray(Requirement(Zone, "In", zone)) }];

    private static JsonObject Json(object value) => WithoutNulls(JsonSerializer.SerializeToNode(value)!.AsObject()); // no null given

    private static JsonObject WithoutNulls(JsonObject json)
    {
        foreach (var (name, value) in json.ToList())
        {
            if (value is null)
            {
                json.Remove(name);
            }
            else if (value is JsonObject child)
            {
                WithoutNulls(child);
            }
        }

        return json;
    }
}
