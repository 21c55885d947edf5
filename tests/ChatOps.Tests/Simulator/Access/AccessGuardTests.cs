using System.Text.Json.Nodes;
using ChatOps.Simulator;
using ChatOps.Simulator.Access;
using ChatOps.Simulator.Scenarios;
using ChatOps.Simulator.Store;
using ChatOps.Tests.Simulator.Store;
using Microsoft.AspNetCore.Http;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Simulator.Access;

/// <summary>Who may do what where rights are enforced, and what an API server says to those who may not.</summary>
public sealed class AccessGuardTests
{
    private const string Pods = "/api/v1/namespaces/n/pods";

    private readonly StoreFixture _cluster = new();
    private readonly ServiceAccountTokens _tokens;
    private readonly string _bot;

    public AccessGuardTests()
    {
        _tokens = new(_cluster.Store, _cluster.Time);
        new ScenarioLoader(_cluster.Store, _cluster.Time).Load(Scenario.Roles);
        _bot = _tokens.Issue(
            _cluster.Store.Create(ResourceTypes.ServiceAccounts, StoreFixture.Named("bot")), _cluster.Time.GetUtcNow().AddHours(1));
    }

    [Theory]
    [InlineData("GET", "/api/v1/pods", "pods is forbidden: User \"system:serviceaccount:n:bot\" cannot list resource \"pods\" in API group \"\" at the cluster scope")]
    [InlineData("GET", "/api/v1/pods?watch=true", "pods is forbidden: User \"system:serviceaccount:n:bot\" cannot watch resource \"pods\" in API group \"\" at the cluster scope")]
    [InlineData("DELETE", Pods + "/p", "pods \"p\" is forbidden: User \"system:serviceaccount:n:bot\" cannot delete resource \"pods\" in API group \"\" in the namespace \"n\"")]
    [InlineData("DELETE", Pods, "pods is forbidden: User \"system:serviceaccount:n:bot\" cannot deletecollection resource \"pods\" in API group \"\" in the namespace \"n\"")]
    [InlineData("GET", Pods + "/p/log", "pods \"p\" is forbidden: User \"system:serviceaccount:n:bot\" cannot get resource \"pods/log\" in API group \"\" in the namespace \"n\"")]
    [InlineData("GET", Pods + "/p:8080/proxy/-/ready", "pods \"p:8080\" is forbidden: User \"system:serviceaccount:n:bot\" cannot get resource \"pods/proxy\" in API group \"\" in the namespace \"n\"")]
    [InlineData("PUT", "/apis/apps/v1/namespaces/n/statefulsets/w/scale", "statefulsets.apps \"w\" is forbidden: User \"system:serviceaccount:n:bot\" cannot update resource \"statefulsets/scale\" in API group \"apps\" in the namespace \"n\"")]
    [InlineData("POST", "/apis/apps/v1/namespaces/n/deployments", "deployments.apps is forbidden: User \"system:serviceaccount:n:bot\" cannot create resource \"deployments\" in API group \"apps\" in the namespace \"n\"")]
    [InlineData("PATCH", "/api/v1/persistentvolumes/v", "persistentvolumes \"v\" is forbidden: User \"system:serviceaccount:n:bot\" cannot patch resource \"persistentvolumes\" in API group \"\" at the cluster scope")]
    [InlineData("GET", "/api/v1/namespaces/n", "namespaces \"n\" is forbidden: User \"system:serviceaccount:n:bot\" cannot get resource \"namespaces\" in API group \"\" in the namespace \"n\"")]
    [InlineData("POST", "/apis/snapshot.storage.k8s.io/v1/namespaces/n/volumesnapshots", "volumesnapshots.snapshot.storage.k8s.io is forbidden: User \"system:serviceaccount:n:bot\" cannot create resource \"volumesnapshots\" in API group \"snapshot.storage.k8s.io\" in the namespace \"n\"")]
    [InlineData("GET", "/metrics", "forbidden: User \"system:serviceaccount:n:bot\" cannot get path \"/metrics\"")]
    public void Who_has_no_role_is_refused_in_the_words_of_a_real_API_server(string method, string address, string words)
    {
        var refusal = Refusal(method, address, _bot).ShouldNotBeNull();

        refusal.Code.ShouldBe(403);
        refusal.Reason.ShouldBe("Forbidden");
        refusal.Message.ShouldBe(words);
    }

    [Fact]
    public void The_status_names_what_was_asked_for() =>
        Refusal("PATCH", "/apis/apps/v1/namespaces/n/statefulsets/w", _bot).ShouldNotBeNull()
            .ToStatus()["details"].ShouldNotBeNull()
            .ToJsonString().ShouldBe("""{"name":"w","group":"apps","kind":"statefulsets"}""");

    [Theory]
    [InlineData("GET", "/version")]
    [InlineData("GET", "/apis/apps/v1")]
    [InlineData("GET", "/openapi/v3/apis/apps/v1")]
    [InlineData("POST", "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews")]
    [InlineData("POST", "/apis/authorization.k8s.io/v1/selfsubjectrulesreviews")]
    public void Whoever_is_known_may_find_out_what_there_is_and_what_they_may(string method, string address) =>
        Refusal(method, address, _bot).ShouldBeNull();

    [Fact]
    public void A_Role_holds_in_its_namespace_only()
    {
        Grant("""{"apiGroups": [""], "resources": ["pods"], "verbs": ["list"]}""");

        Refusal("GET", Pods, _bot).ShouldBeNull();
        Refusal("GET", "/api/v1/pods", _bot).ShouldNotBeNull();
        Refusal("GET", "/api/v1/namespaces/default/pods", _bot).ShouldNotBeNull();
        Refusal("GET", Pods + "/p/log", _bot).ShouldNotBeNull("a part of an object is a right of its own");
    }

    [Fact]
    public void A_ClusterRole_holds_everywhere_when_it_is_bound_to_the_cluster()
    {
        Create(ResourceTypes.ClusterRoles, """{"metadata": {"name": "looker"}, "rules": [{"apiGroups": ["apps"], "resources": ["*"], "verbs": ["*"]}]}""");
        Create(ResourceTypes.ClusterRoleBindings, $$"""
            {"metadata": {"name": "looker"}, "roleRef": {"kind": "ClusterRole", "name": "looker"}, "subjects": [{{Bot}}]}
            """);

        Refusal("DELETE", "/apis/apps/v1/namespaces/n/statefulsets/w", _bot).ShouldBeNull();
        Refusal("GET", "/apis/apps/v1/deployments", _bot).ShouldBeNull();
        Refusal("GET", "/api/v1/pods", _bot).ShouldNotBeNull();
    }

    [Fact]
    public void A_rule_with_names_holds_for_those_alone()
    {
        Grant("""{"apiGroups": [""], "resources": ["configmaps"], "resourceNames": ["mine"], "verbs": ["get", "list"]}""");

        Refusal("GET", "/api/v1/namespaces/n/configmaps/mine", _bot).ShouldBeNull();
        Refusal("GET", "/api/v1/namespaces/n/configmaps?fieldSelector=metadata.name=mine", _bot).ShouldBeNull();
        Refusal("GET", "/api/v1/namespaces/n/configmaps/yours", _bot).ShouldNotBeNull();
        Refusal("GET", "/api/v1/namespaces/n/configmaps", _bot).ShouldNotBeNull();
    }

    [Fact]
    public void A_binding_to_a_role_that_is_missing_is_named_in_the_refusal()
    {
        Bind("gone");

        Refusal("GET", Pods, _bot).ShouldNotBeNull().Message.ShouldEndWith(
            "in the namespace \"n\": RBAC: role.rbac.authorization.k8s.io \"gone\" not found");
    }

    [Fact]
    public void Without_credentials_one_is_anonymous_and_may_ask_for_the_version_only()
    {
        Refusal("GET", "/version", token: null).ShouldBeNull();
        Refusal("GET", "/api", token: null).ShouldNotBeNull().Message
            .ShouldBe("forbidden: User \"system:anonymous\" cannot get path \"/api\"");
    }

    [Fact]
    public void The_user_of_the_kubeconfig_may_do_everything() =>
        Refusal("DELETE", "/api/v1/namespaces/n", Kubeconfig.Token).ShouldBeNull();

    [Fact]
    public void A_token_ends_with_its_time_and_with_its_service_account()
    {
        Refusal("GET", "/api", _bot).ShouldBeNull();
        Refusal("GET", "/api", _bot + "x").ShouldNotBeNull().Code.ShouldBe(401);
        Refusal("GET", "/api", "nonsense").ShouldNotBeNull().Code.ShouldBe(401);

        var other = _cluster.Store.Create(ResourceTypes.ServiceAccounts, StoreFixture.Named("other"));
        var others = _tokens.Issue(other, _cluster.Time.GetUtcNow().AddHours(2));
        _cluster.Store.Delete(ResourceTypes.ServiceAccounts, "n", "other");
        Refusal("GET", "/api", others).ShouldNotBeNull().Message.ShouldBe("Unauthorized");

        _cluster.Time.Advance(TimeSpan.FromHours(1));
        Refusal("GET", "/api", _bot).ShouldNotBeNull().Code.ShouldBe(401);
    }

    [Fact]
    public void What_one_may_is_told_from_the_same_rules()
    {
        Grant("""{"apiGroups": [""], "resources": ["pods/log"], "verbs": ["get"]}""");
        var rbac = new Rbac(_cluster.Store);
        var bot = ApiUser.ServiceAccount("n", "bot");
        var question = AccessQuestion.In(JsonNode.Parse(
            """{"resourceAttributes": {"namespace": "n", "verb": "get", "resource": "pods", "subresource": "log"}}""")!.AsObject());

        rbac.Judge(bot, question).ShouldBe(
            new(true, "RBAC: allowed by RoleBinding \"r/n\" of Role \"r\" to ServiceAccount \"bot/n\""));
        rbac.Judge(bot, question with { Verb = "delete" }).ShouldBe(new(false, ""));
        rbac.RulesFor(bot, "n").ShouldContain(rule => rule.Resources.Contains("pods/log"));
        rbac.RulesFor(bot, "default").ShouldNotContain(rule => rule.Resources.Contains("pods/log"));
    }

    private static string Bot => """{"kind": "ServiceAccount", "name": "bot", "namespace": "n"}""";

    private void Grant(string rule)
    {
        Create(ResourceTypes.Roles, $$"""{"metadata": {"name": "r", "namespace": "n"}, "rules": [{{rule}}]}""");
        Bind("r");
    }

    private void Bind(string role) => Create(ResourceTypes.RoleBindings, $$"""
        {"metadata": {"name": "{{role}}", "namespace": "n"}, "roleRef": {"kind": "Role", "name": "{{role}}"}, "subjects": [{{Bot}}]}
        """);

    private void Create(ResourceType type, string json) => _cluster.Store.Create(type, JsonNode.Parse(json)!.AsObject());

    private ApiException? Refusal(string method, string address, string? token)
    {
        var http = new DefaultHttpContext();
        http.Request.Method = method;
        http.Request.Path = address.Split('?')[0];
        http.Request.QueryString = new(address.Contains('?') ? address[address.IndexOf('?')..] : "");
        http.Request.Headers.Authorization = token is null ? "" : $"Bearer {token}";
        try
        {
            new AccessGuard(new Rbac(_cluster.Store), _tokens).Check(http);
            return null;
        }
        catch (ApiException refusal)
        {
            return refusal;
        }
    }
}
