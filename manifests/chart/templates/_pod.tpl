{{/* The image. A registry replaces the host that its name begins with. */}}
{{- define "rto.image" -}}
{{- $name := .Values.image.repository -}}
{{- with (.Values.global | default dict).imageRegistry | default .Values.image.registry -}}
{{- $name = printf "%s/%s" (trimSuffix "/" .) (regexReplaceAll "^(localhost|[^/]*[.:][^/]*)/" $name "") -}}
{{- end -}}
{{- if .Values.image.digest -}}
{{- printf "%s@%s" $name .Values.image.digest -}}
{{- else -}}
{{- printf "%s:%s" $name (.Values.image.tag | default .Chart.AppVersion) -}}
{{- end -}}
{{- end }}

{{/* The Secrets to pull it with, as a list. Other charts take plain names in global.imagePullSecrets. */}}
{{- define "rto.imagePullSecrets" -}}
{{- $names := list -}}
{{- range concat ((.Values.global | default dict).imagePullSecrets | default list) .Values.imagePullSecrets -}}
{{- if kindIs "map" . -}}
{{- $names = append $names .name -}}
{{- else -}}
{{- $names = append $names . -}}
{{- end -}}
{{- end -}}
{{- range uniq $names }}
- name: {{ . | quote }}
{{- end -}}
{{- end }}

{{/* A map without the keys that were set to null, as YAML. */}}
{{- define "rto.withoutNulls" -}}
{{- $kept := dict -}}
{{- range $key, $value := . -}}
{{- if not (kindIs "invalid" $value) -}}
{{- $_ := set $kept $key $value -}}
{{- end -}}
{{- end -}}
{{- toYaml $kept -}}
{{- end }}

{{/* What the operator's pods and that of the Job have alike. Takes root and account. */}}
{{- define "rto.podBasics" -}}
serviceAccountName: {{ .account }}
automountServiceAccountToken: true
enableServiceLinks: false
{{- with include "rto.imagePullSecrets" .root | trim }}
imagePullSecrets:
  {{- . | nindent 2 }}
{{- end }}
{{- with .root.Values.hostAliases }}
hostAliases:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .root.Values.dnsPolicy }}
dnsPolicy: {{ . }}
{{- end }}
{{- with .root.Values.dnsConfig }}
dnsConfig:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .root.Values.schedulerName }}
schedulerName: {{ . }}
{{- end }}
{{- with .root.Values.runtimeClassName }}
runtimeClassName: {{ . }}
{{- end }}
{{- end }}

{{/* Where a pod may run. Takes priorityClassName, nodeSelector, tolerations and affinity. */}}
{{- define "rto.scheduling" -}}
{{- with .priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- with .nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .affinity }}
affinity:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}

{{/* A probe. Takes path and how it is timed. */}}
{{- define "rto.probe" -}}
httpGet:
  path: {{ .path }}
  port: http
{{- with .timing }}
{{ toYaml . }}
{{- end }}
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

{{- define "rto.volumes" -}}
{{- with .Values.auditLog.volume }}
- name: audit
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with include "rto.caBundle" . }}
- name: ca-bundle
  {{- . | nindent 2 }}
{{- end }}
{{- with .Values.extraVolumes }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{- define "rto.volumeMounts" -}}
{{- if .Values.auditLog.volume }}
- name: audit
  mountPath: /var/log/trashops
{{- end }}
{{- if include "rto.caBundle" . }}
- name: ca-bundle
  mountPath: /etc/trashops/ca
  readOnly: true
{{- end }}
{{- with .Values.extraVolumeMounts }}
{{ toYaml . }}
{{- end }}
{{- end }}
