package dev.trashops.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.SecretKeySelector;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the chart renders for a network with a proxy or a certificate authority of its own. */
@RequiresTool({Tool.HELM, Tool.KUBECTL})
class ClosedNetworkChartTest {
    @Test
    void theUrlOfAProxyWithALoginStaysInItsSecret() {
        List<HasMetadata> objects = Helm.rendered(
                List.of("proxy.secretKeyRef.name=proxy", "proxy.secretKeyRef.key=url", "proxy.port=3128"));
        EnvVar variable = Pods.container(Pods.operator(objects), "operator").getEnv().stream()
                .filter(env -> env.getName().equals("HTTPS_PROXY"))
                .findFirst()
                .orElseThrow();
        assertThat(variable.getValue()).isNull();
        assertThat(variable.getValueFrom().getSecretKeyRef()).isEqualTo(new SecretKeySelector("url", "proxy", null));
        assertThat(ports(objects)).containsExactly(443, 6443, 3128);
    }

    @ParameterizedTest
    @CsvSource({
        "http://proxy.example:3128, 3128",
        "http://proxy.example:3128/, 3128",
        "http://proxy.example, 80",
        "http://[fd00::1]:8080, 8080"
    })
    void theNetworkPolicyLetsRequestsToTheProxyThrough(String url, int port) {
        assertThat(ports(Helm.rendered(List.of("proxy.url=" + url)))).containsExactly(443, 6443, port);
    }

    @Test
    void aPortThatIsOpenAnywayIsNotOpenedTwice() {
        assertThat(ports(Helm.rendered(List.of("proxy.url=http://proxy.example:443"))))
                .containsExactly(443, 6443);
        assertThat(ports(Helm.rendered(List.of()))).containsExactly(443, 6443);
    }

    @ParameterizedTest
    @ValueSource(strings = {"configMap", "secret"})
    void theCaBundleIsMountedWhereItsChangesAreSeen(String kind) {
        List<HasMetadata> objects = Helm.rendered(
                List.of("caBundle." + kind + "KeyRef.name=company", "caBundle." + kind + "KeyRef.key=ca.pem"));
        PodTemplateSpec pod = Pods.operator(objects);
        VolumeMount mount = Pods.container(pod, "operator").getVolumeMounts().get(0);
        assertThat(mount.getMountPath()).isEqualTo("/etc/trashops/ca");
        assertThat(mount.getSubPath()).as("what is mounted so never changes").isNull();
        Volume volume = pod.getSpec().getVolumes().get(0);
        assertThat(volume.getName()).isEqualTo(mount.getName());
        List<KeyToPath> items = volume.getSecret() == null
                ? volume.getConfigMap().getItems()
                : volume.getSecret().getItems();
        assertThat(items).containsExactly(new KeyToPath("ca.pem", null, "ca.crt"));
    }

    @Test
    void furtherVolumesComeBesideOurOwn() {
        PodTemplateSpec pod = Pods.operator(Helm.rendered(ChartTest.settings().get(0)));
        assertThat(pod.getSpec().getVolumes())
                .extracting(Volume::getName)
                .containsExactly("audit", "ca-bundle", "more");
        assertThat(Pods.container(pod, "operator").getVolumeMounts())
                .extracting(VolumeMount::getMountPath)
                .containsExactly("/var/log/trashops", "/etc/trashops/ca", "/more");
    }

    static List<Arguments> contradictions() {
        return List.of(
                Arguments.of(
                        List.of("proxy.secretKeyRef.name=proxy", "proxy.secretKeyRef.key=url"),
                        "proxy.port is missing"),
                Arguments.of(
                        List.of(
                                "proxy.url=http://proxy.example",
                                "proxy.secretKeyRef.name=proxy",
                                "proxy.secretKeyRef.key=url",
                                "proxy.port=80"),
                        "set either proxy.url or proxy.secretKeyRef, not both"),
                Arguments.of(
                        List.of(
                                "caBundle.configMapKeyRef.name=a",
                                "caBundle.configMapKeyRef.key=b",
                                "caBundle.secretKeyRef.name=a",
                                "caBundle.secretKeyRef.key=b"),
                        "set either caBundle.configMapKeyRef or caBundle.secretKeyRef, not both"));
    }

    @ParameterizedTest
    @MethodSource("contradictions")
    void whatContradictsItselfIsRefused(List<String> values, String message) {
        ProcessResult outcome = Helm.template(Helm.CHART, Helm.set(values));
        assertThat(outcome.code()).isNotZero();
        assertThat(outcome.err()).contains(message);
    }

    private static List<Integer> ports(List<HasMetadata> objects) {
        return Manifests.one(objects, NetworkPolicy.class, Manifests.NAME).getSpec().getEgress().stream()
                .flatMap(rule -> rule.getPorts().stream())
                .map(port -> port.getPort().getIntVal())
                .filter(port -> port != 53)
                .toList();
    }
}
