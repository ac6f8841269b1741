{{/* The name of everything: the release's, with the chart's in it. */}}
{{- define "rto.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride -}}
{{- else if contains .Chart.Name .Release.Name -}}
{{- .Release.Name | trunc 42 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" (.Release.Name | trunc 18 | trimSuffix "-") .Chart.Name -}}
{{- end -}}
{{- end }}

{{- define "rto.serviceAccount" -}}
{{- .Values.serviceAccount.name | default (ternary (include "rto.fullname" .) "default" .Values.serviceAccount.create) -}}
{{- end }}

{{- define "rto.lease" -}}
{{- .Values.leaseName | default (include "rto.fullname" .) -}}
{{- end }}

{{- define "rto.image" -}}
{{- if .Values.image.digest -}}
{{- printf "%s@%s" .Values.image.repository .Values.image.digest -}}
{{- else -}}
{{- printf "%s:%s" .Values.image.repository (.Values.image.tag | default .Chart.AppVersion) -}}
{{- end -}}
{{- end }}

{{/* What tells the objects of one release from those of another. */}}
{{- define "rto.identity" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name | quote }}
{{- end }}

{{- define "rto.labels" -}}
{{ include "rto.identity" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/part-of: {{ .Chart.Name }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- end }}

{{- define "rto.operator" -}}
{{ include "rto.identity" . }}
app.kubernetes.io/component: operator
{{- end }}

{{/*
An object that a file under files/ describes, under the names and labels of this release.
Takes root, file, and what is to be different: kind, namespace, labels, annotations, rules.
*/}}
{{- define "rto.object" -}}
{{- $object := .root.Files.Get .file | fromYaml -}}
{{- $metadata := $object.metadata -}}
{{- $_ := set $metadata "name" ($metadata.name | replace .root.Chart.Name (include "rto.fullname" .root)) -}}
{{- $_ := set $metadata "labels" (merge (.labels | default dict) $metadata.labels (include "rto.labels" .root | fromYaml)) -}}
{{- if or .namespace $metadata.namespace -}}
{{- $_ := set $metadata "namespace" (.namespace | default .root.Release.Namespace) -}}
{{- end -}}
{{- if .annotations -}}
{{- $_ := set $metadata "annotations" .annotations -}}
{{- end -}}
{{- if .kind -}}
{{- $_ := set $object "kind" .kind -}}
{{- end -}}
{{- if .rules -}}
{{- $_ := set $object "rules" .rules -}}
{{- end -}}
{{ toYaml $object }}
{{- end }}

{{/* A variable of the operator, unless its value is empty. */}}
{{- define "rto.variable" -}}
{{- if .value }}
- name: {{ .name }}
  value: {{ .value | toString | quote }}
{{- end }}
{{- end }}

{{/* What the operator and the Job that runs before its removal have to know alike. */}}
{{- define "rto.commonEnv" -}}
{{- include "rto.variable" (dict "name" "TRASHOPS_NAMESPACES" "value" (join "," .Values.namespaces)) }}
{{- include "rto.variable" (dict "name" "TRASHOPS_POLICY_SELECTOR" "value" .Values.policySelector) }}
{{- include "rto.variable" (dict "name" "TRASHOPS_LEASE_NAME" "value" (include "rto.lease" . | eq .Chart.Name | ternary "" (include "rto.lease" .))) }}
{{- include "rto.variable" (dict "name" "TRASHOPS_LOG_FORMAT" "value" .Values.logFormat) }}
{{- include "rto.variable" (dict "name" "TRASHOPS_LOG_LEVEL" "value" .Values.logLevel) }}
{{- end }}

{{- define "rto.env" -}}
{{- include "rto.variable" (dict "name" "TRASHOPS_ALLOW" "value" .Values.allow) }}
{{- include "rto.commonEnv" . }}
{{- include "rto.variable" (dict "name" "TRASHOPS_REQUESTS_PER_SECOND" "value" .Values.requestsPerSecond) }}
{{- include "rto.variable" (dict "name" "TRASHOPS_INVENTORY_INTERVAL" "value" .Values.inventoryInterval) }}
{{- include "rto.variable" (dict "name" "TRASHOPS_SHOW_NAMES" "value" .Values.showNames) }}
{{- include "rto.variable" (dict "name" "ROBOFLOW_API_URL" "value" .Values.roboflowApiUrl) }}
{{- include "rto.variable" (dict "name" "ROBOFLOW_EU_API_URL" "value" .Values.roboflowEuApiUrl) }}
{{- include "rto.variable" (dict "name" "ROBOFLOW_AUTH" "value" .Values.roboflowAuth) }}
{{- end }}

{{- define "rto.podSecurity" -}}
runAsNonRoot: true
runAsUser: 65532
runAsGroup: 65532
seccompProfile:
  type: RuntimeDefault
{{- end }}

{{- define "rto.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end }}

{{/* The volume with the CA bundle; empty without one. */}}
{{- define "rto.caBundle" -}}
{{- if and .Values.caBundle.configMapKeyRef .Values.caBundle.secretKeyRef -}}
{{- fail "set either caBundle.configMapKeyRef or caBundle.secretKeyRef, not both" -}}
{{- end -}}
{{- with .Values.caBundle.configMapKeyRef -}}
configMap:
  name: {{ .name | quote }}
  items:
    - key: {{ .key | quote }}
      path: ca.crt
{{- end -}}
{{- with .Values.caBundle.secretKeyRef -}}
secret:
  secretName: {{ .name | quote }}
  items:
    - key: {{ .key | quote }}
      path: ca.crt
{{- end -}}
{{- end }}

{{/* The variables that name the proxy. */}}
{{- define "rto.proxyEnv" -}}
{{- if and .Values.proxy.url .Values.proxy.secretKeyRef -}}
{{- fail "set either proxy.url or proxy.secretKeyRef, not both" -}}
{{- end -}}
{{- include "rto.variable" (dict "name" "HTTPS_PROXY" "value" .Values.proxy.url) }}
{{- with .Values.proxy.secretKeyRef }}
- name: HTTPS_PROXY
  valueFrom:
    secretKeyRef:
      {{- toYaml . | nindent 6 }}
{{- end }}
{{- include "rto.variable" (dict "name" "NO_PROXY" "value" .Values.proxy.noProxy) }}
{{- end }}

{{/* The ports that pods may reach, among them the proxy's, as a list in JSON. */}}
{{- define "rto.egressPorts" -}}
{{- $ports := list -}}
{{- range .Values.networkPolicy.egressPorts -}}
{{- $ports = append $ports (int .) -}}
{{- end -}}
{{- if .Values.proxy.port -}}
{{- $ports = append $ports (int .Values.proxy.port) -}}
{{- else if .Values.proxy.secretKeyRef -}}
{{- fail "proxy.port is missing: the NetworkPolicy has to let requests to the proxy through, and its URL is in a Secret" -}}
{{- else if .Values.proxy.url -}}
{{- $ports = append $ports (regexFind ":[0-9]+/?$" .Values.proxy.url | trimAll ":/" | default "80" | int) -}}
{{- end -}}
{{ $ports | uniq | toJson }}
{{- end }}
