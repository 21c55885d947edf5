{{/* By how much a counter grew, summed. A series that did not exist before begins at 1 or more, and increase() does not see that; the
     difference does not see what a host counted before it was replaced. So whichever is more. */}}
{{- define "chatops.grewOver" -}}
(sum(increase({{ .series }}[{{ .within }}])) > {{ .than }}) or (sum({{ .series }}) - (sum({{ .series }} offset {{ .within }}) or vector(0)) > {{ .than }})
{{- end -}}

{{/* What the bot measures itself; kube-state-metrics adds the rest (prometheusrule.yaml). */}}
{{- define "chatops.alerts" -}}
{{- $of := printf "{namespace=%q}" .Release.Namespace -}}
- alert: ChatOpsInventoryStale
  expr: max(chatops_inventory_age_seconds{{ $of }}) > 120
  for: 5m
  labels:
    severity: warning
  annotations:
    summary: The ChatOps bot has not heard the API server for minutes, so it answers with what it knew.
    description: "Every answer says how old it is; operations wait. Look with: kubectl -n {{ .Release.Namespace }} exec deploy/{{ include "chatops.name" . }} -- /app/chatops doctor"
- alert: ChatOpsOutboxStuck
  expr: max(chatops_outbox_age_seconds{{ $of }}) > 300
  for: 5m
  labels:
    severity: warning
  annotations:
    summary: Chat has not been told for minutes how operations stand.
    description: "Nothing is lost, and it is told once chat takes it. Look at Slack's or Teams' status, and at: kubectl -n {{ .Release.Namespace }} exec deploy/{{ include "chatops.name" . }} -- /app/chatops health"
- alert: ChatOpsCommandsFail
  expr: {{ include "chatops.grewOver" (dict "series" (printf "chatops_commands_total{namespace=%q,outcome=\"failed\"}" .Release.Namespace) "within" "10m" "than" 3) }}
  labels:
    severity: critical
  annotations:
    summary: Commands to the ChatOps bot get no answer, mostly because its database is away.
    description: "Whoever typed one was told that nothing was accepted. Until it is mended: kubectl. The database: chatops doctor."
- alert: ChatOpsAnswersLate
  expr: histogram_quantile(0.99, sum by (le) (rate(chatops_ack_duration_seconds_bucket{{ $of }}[10m]))) > 2
  for: 10m
  labels:
    severity: warning
  annotations:
    summary: One in a hundred answers of the ChatOps bot takes more than 2 seconds; Slack waits for 3.
    description: Late answers look like lost ones. Mostly the database is slow, or the hosts have too little CPU.
- alert: ChatOpsThrottled
  expr: sum by (platform) (increase(chatops_chat_calls_total{namespace={{ .Release.Namespace | quote }},status="429"}[15m])) > 20
  labels:
    severity: warning
  annotations:
    summary: "{{ "{{ $labels.platform }}" }} throttles the ChatOps bot, so what it tells comes late."
    description: Nothing is lost. Look who says so much, in the audit trail.
- alert: ChatOpsNobodyDecides
  expr: {{ include "chatops.grewOver" (dict "series" (printf "chatops_approvals_total{namespace=%q,outcome=\"expired\"}" .Release.Namespace) "within" "1d" "than" 3) }}
  labels:
    severity: info
  annotations:
    summary: More than three requests of a day expired without anybody deciding on them.
    description: Give more people the role Approver, or let Approvals:Expiry be longer.
- alert: ChatOpsAuditTrailShrank
  expr: max(chatops_audit_head{{ $of }}) < max(max_over_time(chatops_audit_head{{ $of }}[1h]))
  for: 1m
  labels:
    severity: critical
  annotations:
    summary: The audit trail of the ChatOps bot has fewer entries than it had within the last hour.
    description: "Somebody cut it, or an older copy of the database came in. Check with: chatops audit verify, and compare with the heads in the incident channel."
{{- end -}}
