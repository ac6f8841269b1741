package dev.trashops.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values that can't be meant are refused, and the message says what to write. */
@RequiresTool(Tool.HELM)
class ChartMistakesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        allow=everything | at '/allow': value must be one of 'observe', 'restore', 'all'
        allowed=all | additional properties 'allowed' not allowed
        image.tga=1.0.0 | at '/image': additional properties 'tga' not allowed
        image.digest=latest | at '/image/digest': 'latest' does not match pattern
        replicas=two | at '/replicas': got string, want integer
        namespaces=team-a | at '/namespaces': got string, want array
        namespaces={Team_A} | at '/namespaces/0': 'Team_A' does not match pattern
        inventoryInterval=soon | at '/inventoryInterval': 'soon' does not match pattern
        requestsPerSecond=fast | at '/requestsPerSecond': 'fast' does not match pattern
        requestsPerSecond=0 | at '/requestsPerSecond': minimum: got 0, want 0.1
        roboflowApiUrl=http://api.roboflow.com | at '/roboflowApiUrl': 'http://api.roboflow.com' does not match pattern
        roboflowEuApiUrl=http://api.roboflow.eu | at '/roboflowEuApiUrl': 'http://api.roboflow.eu' does not match pattern
        leaseName=A_b | at '/leaseName': 'A_b' does not match pattern
        proxy.url=http://name:password@proxy.example:3128 | at '/proxy/url'
        proxy.url=socks5://proxy.example:1080 | at '/proxy/url'
        proxy.password=secret | at '/proxy': additional properties 'password' not allowed
        proxy.secretKeyRef.name=proxy | at '/proxy/secretKeyRef'
        caBundle.secretKeyRef.key=ca.crt | at '/caBundle/secretKeyRef'
        networkPolicy.egressPorts={99999} | at '/networkPolicy/egressPorts/0': maximum: got 99,999, want 65,535
        image.repository=registry.example/operator:1.0.0 | at '/image/repository'
        image.registry=https://registry.example | at '/image/registry'
        global.imageRegistry=https://registry.example | at '/global/imageRegistry'
        service.type=External | at '/service/type': value must be one of 'ClusterIP', 'NodePort', 'LoadBalancer'
        dnsPolicy=Off | at '/dnsPolicy': value must be one of
        podDisruptionBudget.minAvailable=100% | at '/podDisruptionBudget/minAvailable': '100%' does not match pattern
        podDisruptionBudget.maxUnavailable=0 | at '/podDisruptionBudget/maxUnavailable': minimum: got 0, want 1
        serviceMonitor.scrapeTimeout=short | at '/serviceMonitor/scrapeTimeout'
        revisionHistoryLimit=-1 | at '/revisionHistoryLimit': minimum: got -1, want 0
        podLabels.team=1 | at '/podLabels/team': got number, want string
        """)
    void aBadValueIsRefusedAndNamed(String value, String message) {
        assertThat(refusal(value)).contains(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        image.tga=1.0.0 | at '/image': additional properties 'tga' not allowed | 'registry', 'repository', 'tag', 'digest', 'pullPolicy'
        tolerantions[0].key=a | at '': additional properties 'tolerantions' not allowed | 'nodeSelector', 'tolerations', 'affinity'
        tolerations[0].efect=NoSchedule | at '/tolerations/0': additional properties 'efect' not allowed | 'effect', 'key', 'operator'
        podSecurityContext.runAsUsr=1 | at '/podSecurityContext': additional properties 'runAsUsr' not allowed | 'runAsUser'
        securityContext.fsGroup=1 | at '/securityContext': additional properties 'fsGroup' not allowed | 'runAsUser'
        resources.request.cpu=1 | at '/resources': additional properties 'request' not allowed | 'claims', 'limits', 'requests'
        strategy.kind=Recreate | at '/strategy': additional properties 'kind' not allowed | 'rollingUpdate', 'type'
        livenessProbe.httpGet.path=/ | at '/livenessProbe': additional properties 'httpGet' not allowed | 'failureThreshold'
        extraEnv[0].nam=a | at '/extraEnv/0': additional properties 'nam' not allowed | 'name', 'value', 'valueFrom'
        serviceMonitor.relabelings[0].target=a | at '/serviceMonitor/relabelings/0': additional properties 'target' not allowed | 'targetLabel'
        releaseFinalizers.tolerations[0].k=a | at '/releaseFinalizers/tolerations/0': additional properties 'k' not allowed | 'key'
        imagePullSecrets[0].nme=a | at '/imagePullSecrets/0': additional properties 'nme' not allowed | 'name'
        """)
    void aMisspeltNameIsAnsweredWithTheRightOnes(String value, String message, String names) {
        assertThat(refusal(value)).contains(message, "value must be", names);
    }

    /** As cert-manager, External Secrets and many others call theirs. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        replicaCount=2 | replicas
        installCRDs=true | crds.install
        nameOverride=a | fullnameOverride
        namespace=a | namespaceOverride
        volumes[0].name=a | extraVolumes
        containerSecurityContext.runAsUser=1 | securityContext
        podDnsPolicy=None | dnsPolicy
        prometheus.enabled=true | serviceMonitor
        serviceAnnotations.a=b | service.annotations
        extraArgs[0]=--log-level=debug | extraEnv
        """)
    void aNameOfAnotherChartIsAnsweredWithTheOneOfThis(String value, String name) {
        String own = value.split("[.=\\[]", 2)[0];
        assertThat(refusal(value))
                .contains("at '/" + own + "': value must be 'absent: this chart has " + name)
                .doesNotContain("must be one of");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
        podDisruptionBudget.minAvailable=1,podDisruptionBudget.maxUnavailable=1; set either podDisruptionBudget.minAvailable or podDisruptionBudget.maxUnavailable, not both
        podDisruptionBudget.minAvailable=2; podDisruptionBudget.minAvailable must be less than the 2 replicas
        serviceMonitor.enabled=true,service.enabled=false; serviceMonitor.enabled needs service.enabled
        commonLabels.app\\.kubernetes\\.io/name=other; The label app.kubernetes.io/name belongs to the chart
        podLabels.app\\.kubernetes\\.io/component=web; The label app.kubernetes.io/component belongs to the chart
        """)
    void valuesThatContradictEachOtherAreRefused(String values, String message) {
        assertThat(refusal(values)).contains(message);
    }

    @Test
    void valuesOfOtherChartsOfTheSameUmbrellaAreNoneOfItsBusiness() {
        Helm.template(Helm.CHART, Helm.set(List.of("global.storageClass=fast", "enabled=true")))
                .expected();
    }

    private static String refusal(String values) {
        ProcessResult outcome = Helm.template(Helm.CHART, Helm.set(List.of(values)));
        assertThat(outcome.code()).isNotZero();
        return outcome.err();
    }
}
