package dev.trashops.roboflow;

import static dev.trashops.Workspaces.us;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.model.Region;
import dev.trashops.roboflow.RoboflowFixture.Call;
import dev.trashops.roboflow.http.RoboflowConfigs;
import dev.trashops.roboflow.network.CaBundle;
import dev.trashops.roboflow.network.Network;
import dev.trashops.roboflow.network.ProxySettings;
import dev.trashops.workspace.port.FailureCause;
import dev.trashops.workspace.port.FailureCause.ProxyAnswered;
import dev.trashops.workspace.port.FailureCause.Trouble;
import dev.trashops.workspace.port.RoboflowFailure;
import dev.trashops.workspace.port.RoboflowGateway;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import okhttp3.Credentials;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a network with one way out: a proxy, behind which lies a server with a certificate of a private authority. */
abstract class ProxyContract {
    static final String NAME = "trashops";
    static final String PASSWORD = "CANARY-pass-0123456789";
    private static final HeldCertificate AUTHORITY = PrivateServer.authority("A company");

    private final EverythingSaid said = new EverythingSaid();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private RoboflowFixture api;

    @SuppressWarnings("NullAway.Init")
    private PrivateServer server;

    @SuppressWarnings("NullAway.Init")
    private ForwardProxy last;

    /**
     * Starts the proxy that the operator talks to.
     *
     * @param authorized whether it asks for {@link #NAME} and {@link #PASSWORD}
     * @param next a proxy without login, which finds the server whatever its name
     * @param target the port of the server
     */
    abstract Way start(boolean authorized, ForwardProxy next, int target) throws IOException;

    /** A proxy: its port, and the one that tells which tunnels were asked for. */
    record Way(int port, ForwardProxy last) {}

    @BeforeEach
    void open() throws IOException {
        api = RoboflowFixture.open();
        server = PrivateServer.start(AUTHORITY);
        last = new ForwardProxy(server.port(), Optional.empty());
    }

    @AfterEach
    void close() throws IOException {
        said.close();
        last.close();
        server.close();
        api.close();
    }

    @Test
    void requestsGoThroughItToAServerWithAPrivateCertificate() throws Exception {
        Way way = start(false, last, server.port());
        assertThat(Call.KEY.by(gateway("http://127.0.0.1:" + way.port(), ""))).isEqualTo("ws");
        assertThat(way.last().asked()).containsExactly(PrivateServer.HOST + ":" + server.port());
    }

    @Test
    void theCertificateIsCheckedBehindAProxyToo() throws Exception {
        Way way = start(false, last, server.port());
        RoboflowGateway trusting = gateway("http://127.0.0.1:" + way.port(), "", Optional.empty());
        assertThat(cause(trusting)).isEqualTo(Trouble.UNTRUSTED_CERTIFICATE);
    }

    @Test
    void theLoginInTheUrlIsSent() throws Exception {
        Way way = start(true, last, server.port());
        assertThat(Call.KEY.by(gateway(login(PASSWORD) + way.port(), ""))).isEqualTo("ws");
        assertThat(way.last().asked()).hasSize(1);
        assertNothingTold();
    }

    @Test
    void aWrongLoginOrNoneIsToldAsThatAndLetsNothingThrough() throws Exception {
        Way way = start(true, last, server.port());
        for (String url : new String[] {login(PASSWORD + "x"), "http://127.0.0.1:"}) {
            assertThat(cause(gateway(url + way.port(), "")))
                    .isInstanceOfSatisfying(
                            ProxyAnswered.class,
                            proxy -> assertThat(proxy.isLogin()).isTrue());
        }
        assertThat(way.last().asked()).isEmpty();
        assertNothingTold();
    }

    @Test
    void whatNoProxyNamesGoesAroundIt() throws Exception {
        Way way = start(false, last, server.port());
        // Without a proxy nobody knows that host.
        assertThat(cause(gateway("http://127.0.0.1:" + way.port(), ".invalid"))).isEqualTo(Trouble.UNKNOWN_HOST);
        assertThat(way.last().asked()).isEmpty();
    }

    @Test
    void aRefusedTunnelIsTold() throws Exception {
        Way way = start(false, last, server.port());
        way.last().refuse();
        assertThat(cause(gateway("http://127.0.0.1:" + way.port(), "")))
                .isInstanceOfSatisfying(
                        ProxyAnswered.class,
                        proxy -> assertThat(proxy.isLogin()).isFalse());
    }

    @Test
    void soIsAProxyThatIsNotThere() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        assertThat(cause(gateway(login(PASSWORD) + free, ""))).isEqualTo(Trouble.PROXY_UNREACHABLE);
        assertNothingTold();
    }

    private static String login(String password) {
        return "http://" + NAME + ":" + password + "@127.0.0.1:";
    }

    private FailureCause cause(RoboflowGateway gateway) {
        RoboflowFailure failure = RoboflowFixture.failureOf(() -> {
            try {
                Call.KEY.by(gateway);
            } catch (Exception e) {
                said.add(e);
                throw e;
            }
        });
        said.add(failure.toString());
        assertThat(failure).isInstanceOf(RoboflowFailure.Unavailable.class);
        return failure.cause();
    }

    private void assertNothingTold() {
        String sent = Credentials.basic(NAME, PASSWORD).substring("Basic ".length());
        assertThat(said.lines()).isNotEmpty().noneMatch(line -> line.contains(PASSWORD) || line.contains(sent));
    }

    private RoboflowGateway gateway(String proxy, String noProxy) throws IOException {
        return gateway(
                proxy,
                noProxy,
                Optional.of(CaBundle.of(Files.writeString(folder.resolve("ca.crt"), AUTHORITY.certificatePem()))));
    }

    private RoboflowGateway gateway(String proxy, String noProxy, Optional<CaBundle> bundle) {
        Map<String, String> variables = Map.of("https_proxy", proxy, "NO_PROXY", noProxy);
        Network network = new Network(ProxySettings.of(name -> Optional.ofNullable(variables.get(name))), bundle);
        said.add(network + " " + us("ws"));
        return RoboflowFixture.gateway(RoboflowConfigs.through(
                RoboflowConfigs.at(
                        api.config, Region.US, URI.create("https://" + PrivateServer.HOST + ":" + server.port())),
                network));
    }
}
