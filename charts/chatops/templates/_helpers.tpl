{{/* What the objects are called: the release, and the chart where the release does not say it. */}}
{{- define "chatops.name" -}}
{{- $name := contains .Chart.Name .Release.Name | ternary .Release.Name (printf "%s-%s" .Release.Name .Chart.Name) -}}
{{- $name | trunc 50 | trimSuffix "-" -}}
{{- end -}}

{{/* What lives in no namespace has the release's in its name: two releases may be called the same. */}}
{{- define "chatops.clusterName" -}}
{{- printf "%s-%s" .Release.Namespace (include "chatops.name" .) -}}
{{- end -}}

{{- define "chatops.selector" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "chatops.labels" -}}
{{ include "chatops.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- end -}}

{{- define "chatops.serviceAccount" -}}
{{- if .Values.serviceAccount.create -}}
{{- default (include "chatops.name" .) .Values.serviceAccount.name -}}
{{- else -}}
{{- required "serviceAccount.create is false, so serviceAccount.name must say which one the bot is." .Values.serviceAccount.name -}}
{{- end -}}
{{- end -}}

{{- define "chatops.image" -}}
{{- with .Values.image -}}
{{- if .digest }}{{ .repository }}@{{ .digest }}{{ else }}{{ .repository }}:{{ default $.Chart.AppVersion .tag }}{{ end -}}
{{- end -}}
{{- end -}}

{{- define "chatops.isSqlite" -}}
{{- if eq .Values.storage.provider "Sqlite" }}true{{ end -}}
{{- end -}}

{{/* How many hosts: what is asked for, as far as the database allows it. */}}
{{- define "chatops.replicas" -}}
{{- $usual := eq .Values.storage.provider "Sqlite" | ternary 1 2 -}}
{{- $replicas := .Values.replicas | default $usual | int -}}
{{- if and (include "chatops.isSqlite" .) (gt $replicas 1) -}}
{{- fail (printf "replicas is %d, but SQLite is one file for one host. Set replicas to 1, or storage.provider to PostgreSql." $replicas) -}}
{{- end -}}
{{- $replicas -}}
{{- end -}}

{{/* The namespaces that the bot looks after, as JSON; none means all. */}}
{{- define "chatops.namespaces" -}}
{{- if .Values.namespaces -}}
{{- concat (list .Values.platformNamespace) .Values.namespaces | uniq | toJson -}}
{{- else -}}
[]
{{- end -}}
{{- end -}}

{{/* Where probes and Prometheus are answered, and nobody else is; the image's is the same. */}}
{{- define "chatops.managementPort" -}}
8081
{{- end -}}

{{/* appsettings.json: what the chart knows goes over what the values say. */}}
{{- define "chatops.settings" -}}
{{- include "chatops.refuseSecrets" (dict "at" "settings" "settings" .Values.settings) -}}
{{- range $key, $_ := .Values.settings -}}
{{- $section := splitList ":" $key | first -}}
{{- if has (lower $section) (list "storage" "connectionstrings") -}}
{{- fail (printf "settings.%s is the chart's to set: use storage and secrets.ConnectionStrings__ChatOps." $key) -}}
{{- end -}}
{{- /* The bot reads both spellings as one, and does not start with two of them. */ -}}
{{- range list "Cluster" "Edge" -}}
{{- if and (eq (lower .) (lower $section)) (ne . $key) -}}
{{- fail (printf "settings.%s: write it as settings.%s, in which the chart sets something too." $key .) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- $inCluster := "in the cluster that it is installed in the bot is InCluster, so take it away" -}}
{{- $ofCluster := dict "mode" $inCluster "kubeconfig" $inCluster "context" $inCluster "capabilities" "use capabilities" "namespaces" "use namespaces" "platformnamespace" "use platformNamespace" -}}
{{- $ofEdge := dict "managementport" "probes and Service know it, so take it away" -}}
{{- range $section, $ours := dict "Cluster" $ofCluster "Edge" $ofEdge -}}
{{- range $setting, $_ := get $.Values.settings $section | default dict -}}
{{- with get $ours (lower $setting) -}}
{{- fail (printf "settings.%s.%s is the chart's to set: %s." $section $setting .) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- range $variable, $_ := .Values.secrets -}}
{{- if eq (lower $variable) "edge__managementport" -}}
{{- fail (printf "secrets.%s is the chart's to set: probes and Service know it, so take it away." $variable) -}}
{{- end -}}
{{- if regexMatch "^(cluster|storage)__" (lower $variable) -}}
{{- fail (printf "secrets.%s is no secret, and the chart sets it: use capabilities, namespaces, platformNamespace and storage." $variable) -}}
{{- end -}}
{{- end -}}
{{- $capabilities := list -}}
{{- range $capability, $isOn := .Values.capabilities -}}
{{- if $isOn }}{{ $capabilities = append $capabilities $capability }}{{ end -}}
{{- end -}}
{{- $cluster := dict "Capabilities" ($capabilities | sortAlpha) "Mode" "InCluster" "PlatformNamespace" .Values.platformNamespace "Namespaces" (include "chatops.namespaces" . | fromJsonArray) -}}
{{- $own := dict "Cluster" $cluster "Storage" (dict "Provider" .Values.storage.provider) "Edge" (dict "ManagementPort" (include "chatops.managementPort" . | int)) -}}
{{- mustMergeOverwrite (deepCopy .Values.settings) $own | toPrettyJson -}}
{{- end -}}

{{/* A secret in the values ends up in helm's records and in the ConfigMap, where many can read it. Names count in any case, as the bot
     reads them, and in lists too. */}}
{{- define "chatops.refuseSecrets" -}}
{{- if kindIs "slice" .settings -}}
{{- range $index, $value := .settings -}}
{{- include "chatops.refuseSecrets" (dict "at" (printf "%s.%d" $.at $index) "settings" $value) -}}
{{- end -}}
{{- else if kindIs "map" .settings -}}
{{- range $key, $value := .settings -}}
{{- $at := printf "%s.%s" $.at $key -}}
{{- if and (regexMatch "(?i)(secret|token|password|otlp(_[a-z]+)?_headers)$" $key) $value -}}
{{- $variable := trimPrefix "settings." $at | replace "." "__" | replace ":" "__" -}}
{{- fail (printf "%s is a secret: put it into a Secret and name that in secrets.%s." $at $variable) -}}
{{- end -}}
{{- include "chatops.refuseSecrets" (dict "at" $at "settings" $value) -}}
{{- end -}}
{{- end -}}
{{- end -}}
