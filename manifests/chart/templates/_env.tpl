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
{{- if .Values.auditLog.volume }}
- name: POD_NAME
  valueFrom:
    fieldRef:
      fieldPath: metadata.name
- name: TRASHOPS_AUDIT_LOG
  value: /var/log/trashops/$(POD_NAME).jsonl
{{- end }}
{{- include "rto.proxyEnv" . }}
{{- if include "rto.caBundle" . }}
- name: TRASHOPS_CA_BUNDLE
  value: /etc/trashops/ca/ca.crt
{{- end }}
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
