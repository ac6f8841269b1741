package dev.trashops.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every value of the chart changes something, and what it should. */
@RequiresTool({Tool.HELM, Tool.KUBECTL})
class ChartValuesTest {
    /** Sets every value that can be set together with the others. */
    static final Path EVERYTHING = Path.of("src/test/resources/chart/everything.yaml");

    /** What others need in order to show, or contradict as it is by default. */
    private static final List<String> BASE = List.of(
            "--set-json", "replicas=4",
            "--set-json", "proxy.port=1",
            "--set-json", "serviceMonitor.enabled=true",
            "--set-json", "prometheusRule.enabled=true");

    private static final Set<String> EXCLUDED_BY_OTHERS = Set.of(
            "image.tag", "proxy.url", "caBundle.secretKeyRef", "podDisruptionBudget.maxUnavailable", "service.enabled");

    private static List<JsonNode> rendered = List.of();

    private final KubernetesSerialization kubernetes = new KubernetesSerialization();

    @Test
    void noValueIsWithoutEffect() throws IOException {
        String base = Helm.template(Helm.CHART, BASE).expected();
        JsonNode sample = kubernetes.unmarshal(Files.readString(EVERYTHING), JsonNode.class);
        List<String> idle = ChartValues.read().parallelStream()
                .filter(value -> !EXCLUDED_BY_OTHERS.contains(value.name()))
                .filter(value -> !differs(base, value.name(), other(value, sample)))
                .map(ChartValue::name)
                .toList();
        assertThat(idle).containsExactlyInAnyOrder("serviceMonitor.enabled", "prometheusRule.enabled");
        assertThat(base).contains("kind: ServiceMonitor", "kind: PrometheusRule");
    }

    /** What is on or off is turned; of everything else the sample has another value than the chart. */
    private static String other(ChartValue value, JsonNode sample) {
        JsonNode set = sample.at("/" + String.join("/", value.path()));
        String turned = value.unset().equals("true") ? "false" : "true";
        return set.isMissingNode() && Set.of("true", "false").contains(value.unset()) ? turned : set.toString();
    }

    private static boolean differs(String base, String name, String json) {
        String rendered = Helm.template(
                        Helm.CHART,
                        Stream.concat(BASE.stream(), Stream.of("--set-json", name + "=" + json))
                                .toList())
                .expected();
        return !rendered.equals(base);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        Deployment other     | /spec/strategy/rollingUpdate        | {"maxSurge":0,"maxUnavailable":1}
        Deployment other     | /spec/revisionHistoryLimit          | 0
        Deployment other     | /metadata/annotations/reloader      | "true"
        Deployment other     | /metadata/annotations/contact       | "vision@example.com"
        Deployment other     | /metadata/namespace                 | "elsewhere"
        Deployment other     | /spec/template/metadata/labels/team | "vision"
        Deployment other     | /spec/template/metadata/labels/mesh | "on"
        Deployment other     | /spec/template/metadata/annotations | {"note":"b"}
        Deployment other     | POD/hostAliases/0/ip                | "10.1.2.3"
        Deployment other     | POD/dnsPolicy                       | "None"
        Deployment other     | POD/dnsConfig/nameservers           | ["10.1.2.4"]
        Deployment other     | POD/priorityClassName               | "system-cluster-critical"
        Deployment other     | POD/schedulerName                   | "own"
        Deployment other     | POD/runtimeClassName                | "gvisor"
        Deployment other     | POD/securityContext/supplementalGroups | [4000]
        Deployment other     | POD/imagePullSecrets                | [{"name":"everywhere"},{"name":"registry"}]
        Deployment other     | POD/initContainers/0/name           | "before"
        Deployment other     | POD/containers/1/name               | "beside"
        Deployment other     | POD/containers/0/image              | "mirror.example:5000/hub/acme/operator@sha256:0000000000000000000000000000000000000000000000000000000000000000"
        Deployment other     | POD/containers/0/resources/limits   | {"memory":"512Mi"}
        Deployment other     | POD/containers/0/resources/requests | {"cpu":"50m","ephemeral-storage":"64Mi","memory":"160Mi"}
        Deployment other     | POD/containers/0/securityContext/runAsUser | 1000
        Deployment other     | POD/containers/0/startupProbe/failureThreshold | 90
        Deployment other     | POD/containers/0/livenessProbe/initialDelaySeconds | 1
        Deployment other     | POD/containers/0/readinessProbe/failureThreshold | 4
        Deployment other     | POD/containers/0/envFrom/0/configMapRef/name | "settings"
        Deployment other     | POD/topologySpreadConstraints/0/topologyKey | "rack"
        Deployment other     | POD/topologySpreadConstraints/0/labelSelector/matchLabels/app.kubernetes.io~1component | "operator"
        Service other        | /spec/type                          | "NodePort"
        Service other        | /spec/ports/0/port                  | 9090
        Service other        | /spec/ipFamilies                    | ["IPv4"]
        Service other        | /spec/ipFamilyPolicy                | "SingleStack"
        Service other        | /metadata/labels/metrics            | "yes"
        Service other        | /metadata/annotations               | {"contact":"vision@example.com","scrape":"no"}
        ServiceAccount given | /metadata/labels/cloud              | "identity"
        PodDisruptionBudget other | /spec/minAvailable             | 2
        PodDisruptionBudget other | /spec/maxUnavailable           |
        ServiceMonitor other | /metadata/namespace                 | "monitoring"
        ServiceMonitor other | /spec/namespaceSelector/matchNames  | ["elsewhere"]
        ServiceMonitor other | /spec/endpoints/0/scrapeTimeout     | "20s"
        ServiceMonitor other | /spec/endpoints/0/honorLabels       | true
        ServiceMonitor other | /spec/endpoints/0/relabelings/0/targetLabel | "node"
        ServiceMonitor other | /spec/endpoints/0/metricRelabelings/0/action | "drop"
        ServiceMonitor other | /metadata/annotations/monitor       | "m"
        PrometheusRule other | /metadata/namespace                 | "monitoring"
        PrometheusRule other | /metadata/labels/release            | "prometheus"
        CustomResourceDefinition trasheditems.trashops.dev | /metadata/annotations/argocd.argoproj.io~1sync-wave | "-1"
        CustomResourceDefinition trasheditems.trashops.dev | /metadata/annotations/helm.sh~1resource-policy | "keep"
        RoleBinding other    | /subjects/0/namespace               | "elsewhere"
        ConfigMap roboflow-trash-operator-more | /metadata/namespace | "elsewhere"
        ConfigMap text       | /metadata/namespace                 | "elsewhere"
        Job other-release-finalizers | POD/priorityClassName       | "system-node-critical"
        Job other-release-finalizers | POD/nodeSelector            | {"role":"tools"}
        Job other-release-finalizers | POD/tolerations             | [{"operator":"Exists"}]
        Job other-release-finalizers | POD/affinity/podAntiAffinity |
        Job other-release-finalizers | POD/hostAliases/0/ip        | "10.1.2.3"
        Job other-release-finalizers | POD/containers/0/resources/limits | {"memory":"300Mi"}
        Job other-release-finalizers | /spec/template/metadata/labels/sidecar.istio.io~1inject | "false"
        Job other-release-finalizers | /spec/template/metadata/annotations | {"linkerd.io/inject":"disabled"}
        Job other-release-finalizers | /metadata/annotations/helm.sh~1hook | "pre-delete"
        """)
    void aValueArrivesWhereItBelongs(String object, String place, String json) throws IOException {
        JsonNode found = object(object).at(place.replace("POD/", "/spec/template/spec/"));

        assertThat(found).isEqualTo(json == null ? MissingNode.getInstance() : new ObjectMapper().readTree(json));
    }

    private JsonNode object(String name) {
        if (rendered.isEmpty()) {
            String yaml = Helm.template(Helm.CHART, List.of("--values", EVERYTHING.toString()))
                    .expected();
            rendered = Stream.of(yaml.split("(?m)^---$"))
                    .map(document -> kubernetes.unmarshal(document, JsonNode.class))
                    .filter(document -> document != null && document.has("kind"))
                    .toList();
        }
        List<JsonNode> found = rendered.stream()
                .filter(each -> (each.path("kind").asText() + " "
                                + each.at("/metadata/name").asText())
                        .equals(name))
                .toList();
        assertThat(found).as(name).isNotEmpty();
        return found.get(0);
    }

    @Test
    void whatExcludesOthersHasItsEffectWithoutThem() {
        List<HasMetadata> objects = Helm.rendered(List.of(
                "podDisruptionBudget.maxUnavailable=50%",
                "service.enabled=false",
                "image.tag=1.2.3",
                "proxy.url=http://proxy.example",
                "caBundle.secretKeyRef.name=company",
                "caBundle.secretKeyRef.key=ca.pem"));

        assertThat(Manifests.one(objects, PodDisruptionBudget.class, Manifests.NAME)
                        .getSpec()
                        .getMaxUnavailable())
                .isEqualTo(new IntOrString("50%"));
        assertThat(objects).noneMatch(Service.class::isInstance);
        assertThat(Pods.environment(objects)).containsKeys("HTTPS_PROXY", "TRASHOPS_CA_BUNDLE");
        assertThat(Pods.container(Pods.operator(objects), "operator").getImage())
                .endsWith(":1.2.3");
    }

    @Test
    void labelsOfTheUserAreOnEverythingAndInNoSelector() {
        List<HasMetadata> objects = Helm.rendered(List.of("commonLabels.team=vision", "podLabels.mesh=on"));

        assertThat(objects)
                .allSatisfy(
                        object -> assertThat(object.getMetadata().getLabels()).containsEntry("team", "vision"));
        assertThat(Pods.of(objects))
                .allSatisfy(pod -> assertThat(pod.getMetadata().getLabels()).containsEntry("team", "vision"));
        assertThat(objects.stream().flatMap(Selectors::of))
                .hasSizeGreaterThan(3)
                .allSatisfy(selector -> assertThat(selector).doesNotContainKeys("team", "mesh"));
    }
}
