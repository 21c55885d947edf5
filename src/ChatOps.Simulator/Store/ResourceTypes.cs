namespace ChatOps.Simulator.Store;

/// <summary>Every kind the simulated cluster serves, in the order in which discovery lists them.</summary>
public static class ResourceTypes
{
    private static readonly string[] Everything = ["all"];
    private static readonly string[] Status = ["status"];
    private static readonly string[] StatusAndScale = ["status", "scale"];

    public static readonly ResourceType Namespaces =
        new("", "v1", "namespaces", "Namespace", namespaced: false)
        {
            ShortNames = ["ns"],
            Subresources = ["status", "finalize"],
        };

    public static readonly ResourceType Pods =
        new("", "v1", "pods", "Pod", namespaced: true)
        {
            MayBeAdopted = true,
            ShortNames = ["po"],
            Categories = Everything,
            Subresources = ["status", "log", "exec", "attach", "eviction", "binding", "proxy"],
        };

    public static readonly ResourceType Nodes =
        new("", "v1", "nodes", "Node", namespaced: false) { ShortNames = ["no"], Subresources = ["status", "proxy"] };

    public static readonly ResourceType Services =
        new("", "v1", "services", "Service", namespaced: true)
        {
            ShortNames = ["svc"],
            Categories = Everything,
            Subresources = ["status", "proxy"],
        };

    public static readonly ResourceType ConfigMaps =
        new("", "v1", "configmaps", "ConfigMap", namespaced: true) { ShortNames = ["cm"] };

    public static readonly ResourceType Secrets = new("", "v1", "secrets", "Secret", namespaced: true);

    public static readonly ResourceType Events =
        new("", "v1", "events", "Event", namespaced: true) { ShortNames = ["ev"] };

    public static readonly ResourceType PersistentVolumeClaims =
        new("", "v1", "persistentvolumeclaims", "PersistentVolumeClaim", namespaced: true)
        {
            ShortNames = ["pvc"],
            Subresources = Status,
        };

    public static readonly ResourceType PersistentVolumes =
        new("", "v1", "persistentvolumes", "PersistentVolume", namespaced: false)
        {
            ShortNames = ["pv"],
            Subresources = Status,
        };

    public static readonly ResourceType ResourceQuotas =
        new("", "v1", "resourcequotas", "ResourceQuota", namespaced: true)
        {
            ShortNames = ["quota"],
            Subresources = Status,
        };

    public static readonly ResourceType LimitRanges =
        new("", "v1", "limitranges", "LimitRange", namespaced: true) { ShortNames = ["limits"] };

    public static readonly ResourceType ServiceAccounts =
        new("", "v1", "serviceaccounts", "ServiceAccount", namespaced: true) { ShortNames = ["sa"], Subresources = ["token"] };

    public static readonly ResourceType Endpoints =
        new("", "v1", "endpoints", "Endpoints", namespaced: true) { ShortNames = ["ep"] };

    public static readonly ResourceType ReplicationControllers =
        new("", "v1", "replicationcontrollers", "ReplicationController", namespaced: true)
        {
            ShortNames = ["rc"],
            Categories = Everything,
            Subresources = StatusAndScale,
            HasGeneration = true,
        };

    public static readonly ResourceType Deployments =
        new("apps", "v1", "deployments", "Deployment", namespaced: true)
        {
            ShortNames = ["deploy"],
            Categories = Everything,
            Subresources = StatusAndScale,
            HasGeneration = true,
        };

    public static readonly ResourceType ReplicaSets =
        new("apps", "v1", "replicasets", "ReplicaSet", namespaced: true)
        {
            MayBeAdopted = true,
            ShortNames = ["rs"],
            Categories = Everything,
            Subresources = StatusAndScale,
            HasGeneration = true,
        };

    public static readonly ResourceType StatefulSets =
        new("apps", "v1", "statefulsets", "StatefulSet", namespaced: true)
        {
            ShortNames = ["sts"],
            Categories = Everything,
            Subresources = StatusAndScale,
            HasGeneration = true,
        };

    public static readonly ResourceType DaemonSets =
        new("apps", "v1", "daemonsets", "DaemonSet", namespaced: true)
        {
            ShortNames = ["ds"],
            Categories = Everything,
            Subresources = Status,
            HasGeneration = true,
        };

    public static readonly ResourceType ControllerRevisions =
        new("apps", "v1", "controllerrevisions", "ControllerRevision", namespaced: true);

    public static readonly ResourceType Jobs =
        new("batch", "v1", "jobs", "Job", namespaced: true)
        {
            Categories = Everything,
            Subresources = Status,
            HasGeneration = true,
        };

    public static readonly ResourceType CronJobs =
        new("batch", "v1", "cronjobs", "CronJob", namespaced: true)
        {
            ShortNames = ["cj"],
            Categories = Everything,
            Subresources = Status,
            HasGeneration = true,
        };

    public static readonly ResourceType PodDisruptionBudgets =
        new("policy", "v1", "poddisruptionbudgets", "PodDisruptionBudget", namespaced: true)
        {
            ShortNames = ["pdb"],
            Subresources = Status,
            HasGeneration = true,
        };

    public static readonly ResourceType HorizontalPodAutoscalers =
        new("autoscaling", "v2", "horizontalpodautoscalers", "HorizontalPodAutoscaler", namespaced: true)
        {
            ShortNames = ["hpa"],
            Categories = Everything,
            Subresources = Status,
        };

    public static readonly ResourceType StorageClasses =
        new("storage.k8s.io", "v1", "storageclasses", "StorageClass", namespaced: false) { ShortNames = ["sc"] };

    public static readonly ResourceType Leases =
        new("coordination.k8s.io", "v1", "leases", "Lease", namespaced: true);

    public static readonly ResourceType Roles =
        new("rbac.authorization.k8s.io", "v1", "roles", "Role", namespaced: true);

    public static readonly ResourceType RoleBindings =
        new("rbac.authorization.k8s.io", "v1", "rolebindings", "RoleBinding", namespaced: true);

    public static readonly ResourceType ClusterRoles =
        new("rbac.authorization.k8s.io", "v1", "clusterroles", "ClusterRole", namespaced: false);

    public static readonly ResourceType ClusterRoleBindings =
        new("rbac.authorization.k8s.io", "v1", "clusterrolebindings", "ClusterRoleBinding", namespaced: false);

    public static readonly ResourceType Ingresses =
        new("networking.k8s.io", "v1", "ingresses", "Ingress", namespaced: true)
        {
            ShortNames = ["ing"],
            Subresources = Status,
            HasGeneration = true,
        };

    public static readonly ResourceType NetworkPolicies =
        new("networking.k8s.io", "v1", "networkpolicies", "NetworkPolicy", namespaced: true)
        {
            ShortNames = ["netpol"],
            HasGeneration = true,
        };

    public static readonly ResourceType PriorityClasses =
        new("scheduling.k8s.io", "v1", "priorityclasses", "PriorityClass", namespaced: false)
        {
            ShortNames = ["pc"],
            HasGeneration = true,
        };

    public static readonly ResourceType SelfSubjectAccessReviews =
        new("authorization.k8s.io", "v1", "selfsubjectaccessreviews", "SelfSubjectAccessReview", namespaced: false)
        {
            Virtual = true,
        };

    public static readonly ResourceType SelfSubjectRulesReviews =
        new("authorization.k8s.io", "v1", "selfsubjectrulesreviews", "SelfSubjectRulesReview", namespaced: false)
        {
            Virtual = true,
        };

    /// <summary>What the token of a service account speaks; it has no address of its own.</summary>
    public static readonly ResourceType TokenRequests =
        new("authentication.k8s.io", "v1", "tokenrequests", "TokenRequest", namespaced: true) { Virtual = true };

    // Those of the Prometheus operator, as many clusters have them.
    public static readonly ResourceType ServiceMonitors =
        new("monitoring.coreos.com", "v1", "servicemonitors", "ServiceMonitor", namespaced: true)
        {
            ShortNames = ["smon"],
            HasGeneration = true,
        };

    public static readonly ResourceType PrometheusRules =
        new("monitoring.coreos.com", "v1", "prometheusrules", "PrometheusRule", namespaced: true)
        {
            ShortNames = ["promrule"],
            HasGeneration = true,
        };

    public static readonly IReadOnlyList<ResourceType> All =
    [
        Namespaces, Pods, Nodes, Services, ConfigMaps, Secrets, Events, PersistentVolumeClaims, PersistentVolumes,
        ResourceQuotas, LimitRanges, ServiceAccounts, Endpoints, ReplicationControllers, Deployments, ReplicaSets,
        StatefulSets, DaemonSets, ControllerRevisions, Jobs, CronJobs, PodDisruptionBudgets, HorizontalPodAutoscalers,
        StorageClasses, Leases, Roles, RoleBindings, ClusterRoles, ClusterRoleBindings, Ingresses, NetworkPolicies,
        PriorityClasses, SelfSubjectAccessReviews, SelfSubjectRulesReviews, ServiceMonitors, PrometheusRules,
    ];

    private static readonly Dictionary<(string ApiVersion, string Kind), ResourceType> ByKind =
        All.ToDictionary(type => (type.ApiVersion, type.Kind));

    private static readonly Dictionary<(string ApiVersion, string Plural), ResourceType> ByPlural =
        All.ToDictionary(type => (type.ApiVersion, type.Plural));

    /// <summary>The type of a manifest; null when the cluster doesn't serve it.</summary>
    public static ResourceType? OfKind(string apiVersion, string kind) => ByKind.GetValueOrDefault((apiVersion, kind));

    /// <summary>The type of a URL; null when the cluster doesn't serve it.</summary>
    public static ResourceType? OfPlural(string apiVersion, string plural) =>
        ByPlural.GetValueOrDefault((apiVersion, plural));
}
