using Shouldly;
using Xunit;

namespace ChatOps.Tests;

public sealed class SecretMaskTests
{
    [Theory]
    [InlineData("postgres://astro:hunter2@db/airflow", "postgres://astro:***@db/airflow")]
    [InlineData("redis://:hunter2@redis:6379/0", "redis://:***@redis:6379/0")]
    [InlineData("Authorization: Bearer abcdef123456", "Authorization: Bearer ***")]
    [InlineData("password=hunter2 user=astro", "password=*** user=astro")]
    [InlineData("  password: hunter2", "  password: ***")]
    [InlineData("{\"api_key\": \"hunter2\", \"n\": 1}", "{\"api_key\": ***, \"n\": 1}")]
    [InlineData("err=\"login with token=\\\"hunter2\\\" failed\"", "err=\"login with token=*** failed\"")]
    [InlineData("AIRFLOW__CORE__FERNET_KEY=hunter2=", "AIRFLOW__CORE__FERNET_KEY=***")]
    [InlineData("key AKIAIOSFODNN7EXAMPLE used", "key *** used")]
    [InlineData("sent xoxb-123-456-abc", "sent ***")]
    [InlineData("jwt eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln", "jwt ***")]
    public void What_looks_like_a_secret_is_masked(string text, string masked) => SecretMask.Hide(text).ShouldBe(masked);

    [Theory]
    [InlineData("secret \"prometheus-web\" not found")]
    [InlineData("yaml: line 12: did not find expected key")]
    [InlineData("exceeded quota: q, requested: limits.memory=8Gi, used: limits.memory=60Gi")]
    [InlineData("corruption in segment /prometheus/wal/00000087 at 9043968: unexpected checksum a2ddd98")]
    public void What_helps_to_find_a_fault_stays(string text) => SecretMask.Hide(text).ShouldBe(text);
}
