package dev.trashops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import dev.trashops.kube.MockKube;
import dev.trashops.roboflow.network.ProxySettings;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.net.ssl.SSLParameters;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KubernetesClientsTest {
    private static final Map<String, String> PROXY = Map.of("HTTPS_PROXY", "http://name:password@proxy.example:3128");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"EC PKCS8", "RSA PKCS8", "RSA PKCS1"})
    void aClientKeyInEveryUsualFormIsAccepted(String form) throws Exception {
        HeldCertificate authority =
                new HeldCertificate.Builder().certificateAuthority(0).build();
        HeldCertificate.Builder builder =
                new HeldCertificate.Builder().commonName("operator").signedBy(authority);
        HeldCertificate user = form.startsWith("RSA")
                ? builder.rsa2048().build()
                : builder.ecdsa256().build();
        String key = form.endsWith("PKCS1") ? user.privateKeyPkcs1Pem() : user.privateKeyPkcs8Pem();
        HttpsServer server = apiServer(authority);
        try (KubernetesClient client = KubernetesClients.client(
                Optional.of(kubeconfig(server, authority, user.certificatePem(), key)), Optional.empty())) {
            assertThat(client.raw("/whoami")).isEqualTo("operator");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void manyRequestsAtOnceReachTheApiServerFewAtATime() throws Exception {
        int limit = KubernetesClients.REQUESTS_AT_ONCE;
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch answer = new CountDownLatch(1);
        HttpServer server = slowServer(inside, most, answer);
        ExecutorService callers = Executors.newCachedThreadPool();
        Path kubeconfig = kubeconfig("http://localhost:" + server.getAddress().getPort());
        try (KubernetesClient client = KubernetesClients.client(Optional.of(kubeconfig), Optional.empty())) {
            List<Thread> waiting = new CopyOnWriteArrayList<>();
            List<Future<String>> answers = Stream.generate(() -> callers.submit(() -> {
                        waiting.add(Thread.currentThread());
                        return client.raw("/slow");
                    }))
                    .limit(2L * limit)
                    .toList();
            await().until(() -> inside.get() >= limit
                    && waiting.stream().filter(KubernetesClientsTest::isWaiting).count() == answers.size());
            answer.countDown();
            for (Future<String> each : answers) {
                assertThat(each.get()).isEqualTo("done");
            }
            assertThat(most).hasValue(limit);
        } finally {
            callers.shutdownNow();
            server.stop(0);
        }
    }

    @Test
    void watchesTakeNoPlaceOfRequests() throws Exception {
        try (MockKube mock = new MockKube();
                KubernetesClient client = KubernetesClients.client(
                        Optional.of(kubeconfig(mock.server().url("/"))), Optional.empty())) {
            List<Watch> watches = IntStream.rangeClosed(0, KubernetesClients.REQUESTS_AT_ONCE)
                    .mapToObj(i -> client.configMaps().inNamespace("space-" + i).watch(unheard()))
                    .toList();
            assertThat(client.configMaps().list().getItems()).isEmpty();
            watches.forEach(Watch::close);
        }
    }

    private static Watcher<ConfigMap> unheard() {
        return new Watcher<>() {
            @Override
            public void eventReceived(Action action, ConfigMap resource) {}

            @Override
            public void onClose(WatcherException cause) {}
        };
    }

    private static boolean isWaiting(Thread caller) {
        return caller.getState() == Thread.State.WAITING || caller.getState() == Thread.State.TIMED_WAITING;
    }

    @Test
    void insideAPodTheApiServerIsNeverBehindTheProxy() {
        Config config = config("http://old.example:1");
        KubernetesClients.route(config, true, settings(PROXY));
        assertThat(config.getHttpsProxy()).isNull();
        assertThat(config.getHttpProxy()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"'', true", "'*', false", "'*.example', false", "192.168.0.0/16, true"})
    void elsewhereItIsAsTheVariablesSay(String noProxy, boolean proxied) {
        Config config = config("http://name:password@proxy.example");
        KubernetesClients.route(
                config,
                false,
                settings(Map.of("https_proxy", "http://name:pass%40word@proxy.example", "no_proxy", noProxy)));
        assertThat(config.getHttpsProxy()).isEqualTo(proxied ? "http://proxy.example:80" : null);
        assertThat(config.getProxyPassword()).isEqualTo(proxied ? "pass@word" : null);
        assertThat(config.getNoProxy()).isNull();
    }

    @Test
    void withoutVariablesAProxyOfTheKubeconfigStays() {
        Config config = config("http://kubeconfig.example:1");
        KubernetesClients.route(config, false, ProxySettings.NONE);
        assertThat(config.getHttpsProxy()).isEqualTo("http://kubeconfig.example:1");
    }

    private static ProxySettings settings(Map<String, String> variables) {
        return ProxySettings.of(name -> Optional.ofNullable(variables.get(name)));
    }

    private static Config config(String proxy) {
        return new ConfigBuilder(Config.empty())
                .withMasterUrl("https://kubernetes.example:6443")
                .withHttpsProxy(proxy)
                .withNoProxy("*")
                .build();
    }

    private Path kubeconfig(HttpsServer server, HeldCertificate authority, String certificate, String key)
            throws IOException {
        return Files.writeString(folder.resolve("kubeconfig"), """
                apiVersion: v1
                kind: Config
                current-context: it
                contexts: [{name: it, context: {cluster: it, user: it}}]
                clusters: [{name: it, cluster: {server: "https://localhost:%d", certificate-authority-data: %s}}]
                users: [{name: it, user: {client-certificate-data: %s, client-key-data: %s}}]
                """.formatted(
                        server.getAddress().getPort(),
                        encoded(authority.certificatePem()),
                        encoded(certificate),
                        encoded(key)));
    }

    private Path kubeconfig(String server) throws IOException {
        return Files.writeString(folder.resolve("kubeconfig"), """
                apiVersion: v1
                kind: Config
                current-context: it
                contexts: [{name: it, context: {cluster: it, user: it}}]
                clusters: [{name: it, cluster: {server: "%s"}}]
                users: [{name: it, user: {}}]
                """.formatted(server));
    }

    /** Answers nobody before it may. */
    private static HttpServer slowServer(AtomicInteger inside, AtomicInteger most, CountDownLatch answer)
            throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/slow", exchange -> {
            try (exchange) {
                most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                answer.await();
                inside.decrementAndGet();
                byte[] done = "done".getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, done.length);
                exchange.getResponseBody().write(done);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        server.start();
        return server;
    }

    private static String encoded(String pem) {
        return Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.UTF_8));
    }

    /** Tells who its client is, and speaks with nobody else than those whom the authority has signed. */
    private static HttpsServer apiServer(HeldCertificate authority) throws IOException {
        HeldCertificate own = new HeldCertificate.Builder()
                .addSubjectAlternativeName("localhost")
                .signedBy(authority)
                .build();
        HandshakeCertificates certificates = new HandshakeCertificates.Builder()
                .heldCertificate(own)
                .addTrustedCertificate(authority.certificate())
                .build();
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(certificates.sslContext()) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters wanted = getSSLContext().getDefaultSSLParameters();
                wanted.setNeedClientAuth(true);
                parameters.setSSLParameters(wanted);
            }
        });
        server.createContext("/whoami", exchange -> {
            try (exchange) {
                byte[] name = "operator".getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, name.length);
                exchange.getResponseBody().write(name);
            }
        });
        server.start();
        return server;
    }
}
