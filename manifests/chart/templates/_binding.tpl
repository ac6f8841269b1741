{{/* A binding of a role to a service account of this release. Takes root, kind, name, namespace, role, account, component, annotations. */}}
{{- define "rto.binding" -}}
apiVersion: rbac.authorization.k8s.io/v1
kind: {{ .kind }}
metadata:
  name: {{ .name }}
  {{- with .namespace }}
  namespace: {{ . | quote }}
  {{- end }}
  labels:
    {{- include "rto.labels" . | nindent 4 }}
  {{- with include "rto.annotations" . }}
  {{- . | nindent 2 }}
  {{- end }}
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: {{ .role }}
  name: {{ .name }}
subjects:
  - kind: ServiceAccount
    name: {{ .account }}
    namespace: {{ include "rto.namespace" .root | quote }}
{{- end }}

{{/*
The rules of a ClusterRole in a file, given to a service account where the operator acts: in the cluster, in several
namespaces, or, then as a Role, in one. Takes root, file, name, account, component, annotations.
*/}}
{{- define "rto.grant" -}}
{{- $one := eq (len .root.Values.namespaces) 1 -}}
{{- if $one }}
---
{{ include "rto.object" (merge (dict "kind" "Role" "namespace" (first .root.Values.namespaces)) .) }}
{{- else }}
---
{{ include "rto.object" . }}
{{- end }}
{{- range .root.Values.namespaces }}
---
{{ include "rto.binding" (merge (dict "kind" "RoleBinding" "role" (ternary "Role" "ClusterRole" $one) "namespace" .) $) }}
{{- else }}
---
{{ include "rto.binding" (merge (dict "kind" "ClusterRoleBinding" "role" "ClusterRole") .) }}
{{- end }}
{{- end }}
