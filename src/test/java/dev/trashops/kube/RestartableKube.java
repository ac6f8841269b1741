package dev.trashops.kube;

import static org.awaitility.Awaitility.await;

import dev.trashops.manifests.Manifests;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A real API server and its etcd for one test alone, to be killed, started again on the same data, and compacted. It has
 * no custom resources at first, but the operator's service account. That one reaches it through a {@link TcpProxy}.
 */
public final class RestartableKube implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String TOKEN = "all-rights";
    private static final Pattern REVISION = Pattern.compile("\"revision\":\"(\\d+)\"");

    private final Path folder;
    private final List<Integer> ports;
    private final TcpProxy gate;
    private final Process etcd;
    private final KubernetesClient client;
    private final Path kubeconfig;
    private final Path operatorKubeconfig;
    private Process server;

    private RestartableKube(Path folder) throws IOException {
        this.folder = folder;
        this.ports = freePorts();
        Files.writeString(folder.resolve("tokens.csv"), TOKEN + ",admin,admin,\"system:masters\"\n");
        Files.writeString(folder.resolve("tokens.key"), signingKey());
        this.etcd = startEtcd();
        this.server = startServer();
        this.gate = TcpProxy.to(serverPort());
        this.kubeconfig = Files.writeString(folder.resolve("kubeconfig"), kubeconfig(serverPort()));
        this.client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(kubeconfig.toFile()))
                .build();
        awaitReady();
        Installation.apply(client);
        this.operatorKubeconfig =
                Installation.kubeconfig(client, kubeconfig(gate.port()), Manifests.NAMESPACE, Manifests.NAME);
    }

    /** Starts one that keeps everything of its own in the folder; takes some seconds and 600 MB. */
    public static RestartableKube start(Path folder) throws IOException {
        return new RestartableKube(Files.createDirectories(folder));
    }

    /** Creates a namespace of that name; to the operator it leads through the gate, to everybody else it does not. */
    public KubeSpace newSpace(String name) {
        return KubeSpace.create(client, kubeconfig, operatorKubeconfig, name);
    }

    /** What can be closed between the operator and the API server. */
    public TcpProxy gate() {
        return gate;
    }

    /** Ends the API server as a lost machine does. */
    public void kill() {
        server.destroyForcibly().onExit().join();
    }

    /** Starts it again, on the same port and data. */
    public void restart() throws IOException {
        server = startServer();
        awaitReady();
    }

    /** Has etcd forget everything but the present, so that no watch can be resumed from what was before. */
    public void compact() throws IOException, InterruptedException {
        Matcher header = REVISION.matcher(etcd("/v3/kv/range", "{\"key\":\"AA==\"}"));
        if (!header.find()) {
            throw new IOException("etcd does not tell its revision");
        }
        etcd("/v3/kv/compaction", "{\"revision\":\"" + header.group(1) + "\",\"physical\":true}");
    }

    /** Writes a resource into etcd as a backup holds it: with the uid, the generation and the times that it had. */
    public void putBack(GenericKubernetesResource resource) throws IOException, InterruptedException {
        String group = resource.getApiVersion().equals("v1")
                ? ""
                : resource.getApiVersion().replaceFirst("/.*", "/");
        String key = "/registry/" + group + plural(resource.getKind()) + "/"
                + resource.getMetadata().getNamespace() + "/"
                + resource.getMetadata().getName();
        etcd(
                "/v3/kv/put",
                "{\"key\":\"" + base64(key) + "\",\"value\":\""
                        + base64(client.getKubernetesSerialization().asJson(resource)) + "\"}");
    }

    private static String plural(String kind) {
        return kind.toLowerCase(Locale.ROOT).replaceFirst("y$", "ie") + "s";
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private String etcd(String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + ports.get(0) + path))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(path + " of etcd: " + answer.body());
        }
        return answer.body();
    }

    private int serverPort() {
        return ports.get(2);
    }

    private Process startEtcd() throws IOException {
        String clients = "http://127.0.0.1:" + ports.get(0);
        String peers = "http://127.0.0.1:" + ports.get(1);
        return launch(
                "etcd",
                "--name=only",
                "--data-dir=" + folder.resolve("data"),
                "--unsafe-no-fsync",
                "--listen-client-urls=" + clients,
                "--advertise-client-urls=" + clients,
                "--listen-peer-urls=" + peers,
                "--initial-advertise-peer-urls=" + peers,
                "--initial-cluster=only=" + peers);
    }

    private Process startServer() throws IOException {
        Path key = folder.resolve("tokens.key");
        return launch(
                "kube-apiserver",
                "--etcd-servers=http://127.0.0.1:" + ports.get(0),
                "--bind-address=127.0.0.1",
                "--advertise-address=127.0.0.1",
                "--secure-port=" + serverPort(),
                "--cert-dir=" + folder.resolve("certs"),
                "--service-cluster-ip-range=10.0.0.0/24",
                "--authorization-mode=RBAC",
                "--disable-admission-plugins=ServiceAccount",
                "--token-auth-file=" + folder.resolve("tokens.csv"),
                "--service-account-issuer=https://127.0.0.1/",
                "--api-audiences=https://127.0.0.1/",
                "--service-account-key-file=" + key,
                "--service-account-signing-key-file=" + key);
    }

    private Process launch(String program, String... flags) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(binaries().resolve(program).toString()));
        command.addAll(List.of(flags));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve(program + ".log").toFile()))
                .start();
    }

    private static Path binaries() throws IOException {
        try (Stream<Path> versions = Files.list(Path.of(System.getenv("KUBE_API_TEST_DIR"), "k8s"))) {
            return versions.findFirst().orElseThrow();
        }
    }

    /** Three that nobody has at the moment. */
    private static List<Integer> freePorts() throws IOException {
        InetAddress here = InetAddress.getLoopbackAddress();
        try (ServerSocket one = new ServerSocket(0, 1, here);
                ServerSocket two = new ServerSocket(0, 1, here);
                ServerSocket three = new ServerSocket(0, 1, here)) {
            return List.of(one.getLocalPort(), two.getLocalPort(), three.getLocalPort());
        }
    }

    /** The key by which the server signs the tokens of ServiceAccounts. */
    private static String signingKey() {
        try {
            byte[] key = KeyPairGenerator.getInstance("RSA")
                    .generateKeyPair()
                    .getPrivate()
                    .getEncoded();
            return "-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder().encodeToString(key)
                    + "\n-----END PRIVATE KEY-----\n";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String kubeconfig(int port) {
        return """
                apiVersion: v1
                kind: Config
                clusters: [{name: kube, cluster: {server: "https://127.0.0.1:%d", insecure-skip-tls-verify: true}}]
                users: [{name: admin, user: {token: "%s"}}]
                contexts: [{name: kube, context: {cluster: kube, user: admin}}]
                current-context: kube
                """.formatted(port, TOKEN);
    }

    /** The definitions of custom resources are the last thing that it serves. */
    private void awaitReady() {
        await().atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(KubernetesClientException.class)
                .until(() -> {
                    client.apiextensions().v1().customResourceDefinitions().list();
                    return client.namespaces().withName("default").get() != null;
                });
    }

    @Override
    public void close() throws IOException {
        client.close();
        gate.close();
        kill();
        etcd.destroyForcibly().onExit().join();
        Files.delete(operatorKubeconfig);
    }
}
