{{/* The rules of a role, for the capabilities that are switched on: "chatops.rules" (dict "root" . "scopes" (list "namespaced")).
     What several capabilities need stands there once. */}}
{{- define "chatops.rules" -}}
{{- $verbs := dict -}}
{{- $capabilities := .root.Files.Get "rights.yaml" | fromYaml -}}
{{- range $capability, $rights := $capabilities -}}
{{- if or (eq $capability "inventory") (get $.root.Values.capabilities $capability) -}}
{{- range $scope := $.scopes -}}
{{- range $right := get $rights $scope | default list -}}
{{- $of := printf "%s %s" $right.group $right.resource -}}
{{- $_ := set $verbs $of (concat (get $verbs $of | default list) $right.verbs | uniq | sortAlpha) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- range $of := keys $verbs | sortAlpha }}
- apiGroups: [{{ splitList " " $of | first | quote }}]
  resources: [{{ splitList " " $of | last | quote }}]
  verbs: {{ get $verbs $of | toJson }}
{{- end }}
{{- end -}}

{{/* The rules for the Secrets that values name. */}}
{{- define "chatops.namedRules" -}}
{{- if and .Values.capabilities.toSecret .Values.toSecretNames -}}
{{- range $right := (.Files.Get "rights.yaml" | fromYaml).toSecret.named }}
- apiGroups: [{{ $right.group | quote }}]
  resources: [{{ $right.resource | quote }}]
  resourceNames: {{ $.Values.toSecretNames | toJson }}
  verbs: {{ $right.verbs | toJson }}
{{- end }}
{{- end -}}
{{- end -}}

{{- define "chatops.subjects" -}}
- kind: ServiceAccount
  name: {{ include "chatops.serviceAccount" . }}
  namespace: {{ .Release.Namespace }}
{{- end -}}
