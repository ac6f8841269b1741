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

{{- define "rto.namespace" -}}
{{- .Values.namespaceOverride | default .Release.Namespace -}}
{{- end }}

{{- define "rto.serviceAccount" -}}
{{- .Values.serviceAccount.name | default (ternary (include "rto.fullname" .) "default" .Values.serviceAccount.create) -}}
{{- end }}

{{- define "rto.lease" -}}
{{- .Values.leaseName | default (include "rto.fullname" .) -}}
{{- end }}

{{/* What tells the objects of one release from those of another. */}}
{{- define "rto.identity" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name | quote }}
{{- end }}

{{- define "rto.operator" -}}
{{ include "rto.identity" . }}
app.kubernetes.io/component: operator
{{- end }}

{{/* The labels of an object, as YAML. Takes root, component, and further labels of the user. */}}
{{- define "rto.labels" -}}
{{- $own := include "rto.identity" .root | fromYaml -}}
{{- $_ := set $own "app.kubernetes.io/version" .root.Chart.AppVersion -}}
{{- $_ := set $own "app.kubernetes.io/managed-by" .root.Release.Service -}}
{{- $_ := set $own "helm.sh/chart" (printf "%s-%s" .root.Chart.Name .root.Chart.Version | replace "+" "_") -}}
{{- with .component -}}
{{- $_ := set $own "app.kubernetes.io/component" . -}}
{{- end -}}
{{- $users := merge (dict) (.labels | default dict) .root.Values.commonLabels -}}
{{- range $name, $value := $users -}}
{{- if hasKey $own $name -}}
{{- fail (printf "The label %s belongs to the chart: take it out of commonLabels and all other labels." $name) -}}
{{- end -}}
{{- end -}}
{{- merge $own $users (dict "app.kubernetes.io/part-of" .root.Chart.Name) | toYaml -}}
{{- end }}

{{/* The annotations of an object, with their key. Takes root and annotations, which go before those of all objects. */}}
{{- define "rto.annotations" -}}
{{- with merge (dict) (.annotations | default dict) .root.Values.commonAnnotations -}}
annotations:
  {{- toYaml . | nindent 2 }}
{{- end -}}
{{- end }}

{{/* The metadata of an object. Takes root and component, and what is not as usual: name, namespace, labels, annotations. */}}
{{- define "rto.metadata" -}}
name: {{ .name | default (include "rto.fullname" .root) }}
namespace: {{ .namespace | default (include "rto.namespace" .root) | quote }}
labels:
  {{- include "rto.labels" . | nindent 2 }}
{{- with include "rto.annotations" . }}
{{ . }}
{{- end }}
{{- end }}

{{/*
An object that a file under files/ describes, under the names and labels of this release.
Takes root, file, and what is to be different: kind, namespace, labels, annotations, rules.
*/}}
{{- define "rto.object" -}}
{{- $object := .root.Files.Get .file | fromYaml -}}
{{- $metadata := $object.metadata -}}
{{- $_ := set $metadata "name" ($metadata.name | replace .root.Chart.Name (include "rto.fullname" .root)) -}}
{{- $_ := set $metadata "labels" (merge (include "rto.labels" . | fromYaml) ($metadata.labels | default dict)) -}}
{{- if or .namespace $metadata.namespace -}}
{{- $_ := set $metadata "namespace" (.namespace | default (include "rto.namespace" .root)) -}}
{{- end -}}
{{- with merge (include "rto.annotations" . | fromYaml) (dict "annotations" ($metadata.annotations | default dict)) -}}
{{- if .annotations -}}
{{- $_ := set $metadata "annotations" .annotations -}}
{{- end -}}
{{- end -}}
{{- if .kind -}}
{{- $_ := set $object "kind" .kind -}}
{{- end -}}
{{- if .rules -}}
{{- $_ := set $object "rules" .rules -}}
{{- end -}}
{{ toYaml $object }}
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
