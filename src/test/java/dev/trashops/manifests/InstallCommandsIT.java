package dev.trashops.manifests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trashops.kube.BareKube;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/**
 * The commands of the pages that install, upgrade and uninstall, run as they are pasted, on a real API server. No node
 * runs the pods: Jobs are taken to have succeeded.
 */
@RequiresTool({Tool.HELM, Tool.KUBECTL})
@EnabledIfEnvironmentVariable(named = "KUBE_API_TEST_DIR", matches = ".+", disabledReason = "needs a real API server")
class InstallCommandsIT {
    private static final Path README = Path.of("README.md");
    private static final Path INSTALLING = Path.of("manifests/README.md");
    private static final String IMAGE = "your-registry.example/roboflow-trash-operator:";

    private static BareKube kube;
    private static ScheduledExecutorService nodes;
    private static Future<?> completing;

    private Terminal terminal;

    @BeforeAll
    static void start() {
        kube = BareKube.start();
        nodes = Executors.newSingleThreadScheduledExecutor();
        completing = nodes.scheduleWithFixedDelay(InstallCommandsIT::completeJobs, 0, 500, TimeUnit.MILLISECONDS);
    }

    @AfterAll
    static void stop() throws IOException {
        assertThat(completing).isNotDone();
        nodes.shutdownNow();
        kube.close();
    }

    @BeforeEach
    void open(@TempDir Path folder) throws IOException {
        terminal = new Terminal(folder, kube.kubeconfig());
        terminal.file("key.txt", "some-key");
        terminal.file("ca.crt", "a certificate");
    }

    @AfterEach
    void cleanUp() throws Exception {
        paste("kubectl delete -f crds", "kubectl delete namespace team-a --ignore-not-found");
    }

    /** As a node and the controller of Jobs would end it. */
    private static void complete(Job job) {
        String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        kube.client()
                .resource(job)
                .editStatus(each -> new JobBuilder(each)
                        .withNewStatus()
                        .withStartTime(now)
                        .withCompletionTime(now)
                        .withSucceeded(1)
                        .addNewCondition()
                        .withType("SuccessCriteriaMet")
                        .withStatus("True")
                        .endCondition()
                        .addNewCondition()
                        .withType("Complete")
                        .withStatus("True")
                        .endCondition()
                        .endStatus()
                        .build());
    }

    private static void completeJobs() {
        try {
            kube.client().batch().v1().jobs().inAnyNamespace().list().getItems().stream()
                    .filter(job -> job.getStatus().getCompletionTime() == null)
                    .forEach(InstallCommandsIT::complete);
        } catch (KubernetesClientException e) {
            // Deleted meanwhile, or changed: the next time tells.
            assertThat(e.getCode()).isIn(0, HttpURLConnection.HTTP_NOT_FOUND, HttpURLConnection.HTTP_CONFLICT);
        }
    }

    @Test
    void thePagesInstallWithKustomizeAndUninstallAgain() throws Exception {
        String out = paste(block(README, "Install", 0));
        assertThat(out).contains("called: mvn package jib:build -DskipTests -Djib.to.image=" + version());
        assertThat(image()).isEqualTo(version());
        awaitPods();

        assertThat(paste(block(README, "Restore or trash one item", 0)))
                .contains("trasheditem.trashops.dev/conveyor-jams-2", "roboflowtrashpolicy.trashops.dev/acme-vision");

        paste(block(INSTALLING, "A careful start", 1));
        assertBrakeHolds(block(README, "Install", 0));

        paste(block(INSTALLING, "Uninstall", 2), block(INSTALLING, "Uninstall", 1));
        assertThat(deployments()).isEmpty();
        assertThat(paste("kubectl -n team-a get ti")).contains("conveyor-jams-2");
    }

    @Test
    void thePagesInstallUpgradeAndUninstallWithHelm() throws Exception {
        String notes = paste(block(README, "Install", 1));
        assertThat(image()).isEqualTo(version());
        paste("kubectl create namespace team-a", notes(notes));
        assertThat(paste("kubectl -n team-a get rtp")).contains("acme-vision");

        paste(block(INSTALLING, "A careful start", 0));
        assertThat(allow()).isEqualTo("restore");
        paste(block(Path.of("manifests/operations.md"), "Closed networks", 0));
        assertThat(allow()).isEqualTo("restore");
        assertThat(image()).isEqualTo(version());

        paste(block(INSTALLING, "A careful start", 1));
        assertBrakeHolds(block(INSTALLING, "A careful start", 0));
        paste(block(INSTALLING, "A careful start", 0).strip() + " --force-conflicts");
        assertThat(allow()).isEqualTo("restore");

        paste(block(INSTALLING, "Uninstall", 0), "kubectl delete namespace trashops-system");
        assertThat(deployments()).isEmpty();
        assertThat(paste("kubectl -n team-a get rtp")).contains("acme-vision");
    }

    @Test
    void helmTakesOverWhatKustomizeInstalledWithoutAGap() throws Exception {
        paste(block(INSTALLING, "Build an image", 0));
        String before = deployment().getMetadata().getUid();

        paste(block(INSTALLING, "Overlays and chart values", 0));

        assertThat(deployment().getMetadata().getUid()).isEqualTo(before);
        assertThat(deployment().getMetadata().getLabels()).containsEntry("app.kubernetes.io/managed-by", "Helm");
        paste("helm uninstall roboflow-trash-operator -n trashops-system", "kubectl delete namespace trashops-system");
        assertThat(deployments()).isEmpty();
    }

    @Test
    void thePageOfTheChartInstallsItBesideShards() throws Exception {
        paste(PageCommands.blocks(Path.of(Helm.CHART, "README.md")).get(0));
        assertThat(image()).isEqualTo(version());
        paste("helm uninstall roboflow-trash-operator -n trashops-system", "kubectl delete -f crds");

        paste(block(INSTALLING, "Several operators in a cluster", 0));

        assertThat(deployments())
                .extracting(each -> each.getMetadata().getName())
                .containsExactlyInAnyOrder("shard-a-roboflow-trash-operator", "shard-b-roboflow-trash-operator");
        paste("helm uninstall shard-a shard-b -n trashops-system", "kubectl delete namespace trashops-system");
    }

    @Test
    void thePagesInstallInKindAndTryWithoutAnAccount() throws Exception {
        String out = paste(block(INSTALLING, "Build an image", 2));
        assertThat(out).contains("called: kind load image-archive target/jib-image.tar");
        assertThat(image()).isEqualTo("roboflow-trash-operator:" + Versions.ofThePom());
        paste("kubectl delete -k manifests");

        assertThat(paste(block(INSTALLING, "Trial without an account", 0))).contains("trasheditem", "acme-vision");
        paste(block(INSTALLING, "Trial without an account", 3));
        assertThat(kube.client().namespaces().withName("trashops-trial").get()).isNull();
    }

    @Test
    void thePageForArgoCdPatchesItsConfigMap() throws Exception {
        KubernetesClient client = kube.client();
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName("argocd")
                        .endMetadata()
                        .build())
                .create();
        client.resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withNamespace("argocd")
                        .withName("argocd-cm")
                        .endMetadata()
                        .build())
                .create();

        paste("kubectl apply --server-side -f crds");
        paste(PageCommands.indented(Path.of("manifests/gitops/README.md")).stream()
                .filter(line -> line.startsWith("kubectl -n argocd patch"))
                .findFirst()
                .orElseThrow());

        assertThat(client.configMaps()
                        .inNamespace("argocd")
                        .withName("argocd-cm")
                        .get()
                        .getData())
                .containsKey("resource.customizations.health.trashops.dev_TrashedItem");
    }

    private void assertBrakeHolds(String upgrade) throws IOException, InterruptedException {
        assertThat(allow()).isEqualTo("observe");
        ProcessResult outcome = terminal.paste(List.of(upgrade));
        assertThat(outcome.code()).isNotZero();
        assertThat(outcome.out()).contains("conflict with \"kubectl-set\"");
        assertThat(allow()).isEqualTo("observe");
    }

    private String paste(String... blocks) throws IOException, InterruptedException {
        return terminal.paste(List.of(blocks)).expected();
    }

    private static String block(Path page, String section, int index) throws IOException {
        return PageCommands.blocks(page, section).get(index);
    }

    /** What Helm's notes tell to do next. */
    private static String notes(String printed) {
        Matcher found = Pattern.compile("(?ms)^  kubectl -n team-a create secret.*?^  kubectl -n team-a get rtp,ti$")
                .matcher(printed);
        assertThat(found.find()).isTrue();
        return found.group().replaceAll("(?m)^  ", "");
    }

    private static String version() {
        return IMAGE + Versions.ofThePom();
    }

    private static List<Deployment> deployments() {
        return kube.client().apps().deployments().inAnyNamespace().list().getItems();
    }

    private static Deployment deployment() {
        return kube.client()
                .apps()
                .deployments()
                .inNamespace(Manifests.NAMESPACE)
                .withName(Manifests.NAME)
                .get();
    }

    private static String image() {
        return deployment()
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .get(0)
                .getImage();
    }

    private static String allow() {
        return Pods.environment(List.of(deployment())).getOrDefault("TRASHOPS_ALLOW", "");
    }

    /** The namespace admits only restricted pods. */
    private static void awaitPods() {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> kube.client()
                                .pods()
                                .inNamespace(Manifests.NAMESPACE)
                                .list()
                                .getItems()
                                .size()
                        == 2);
    }
}
