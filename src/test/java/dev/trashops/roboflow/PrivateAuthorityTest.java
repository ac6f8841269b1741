package dev.trashops.roboflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.model.Region;
import dev.trashops.roboflow.RoboflowFixture.Call;
import dev.trashops.roboflow.http.RoboflowConfigs;
import dev.trashops.roboflow.network.CaBundle;
import dev.trashops.roboflow.network.Network;
import dev.trashops.roboflow.network.ProxySettings;
import dev.trashops.workspace.port.FailureCause.Trouble;
import dev.trashops.workspace.port.RoboflowFailure;
import dev.trashops.workspace.port.RoboflowGateway;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server whose certificate an authority of the company's own has signed. */
class PrivateAuthorityTest {
    private static final HeldCertificate OLD = PrivateServer.authority("Old");
    private static final HeldCertificate NEW = PrivateServer.authority("New");
    private static final RoboflowFailure UNTRUSTED =
            new RoboflowFailure.Unavailable("GET /", Trouble.UNTRUSTED_CERTIFICATE);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void itIsRefusedUnlessTheBundleNamesItsAuthority() throws Exception {
        try (PrivateServer server = PrivateServer.start(OLD)) {
            assertThat(failure(gateway(server, Optional.empty()))).isEqualTo(UNTRUSTED);
            assertThat(failure(gateway(server, bundle(NEW)))).isEqualTo(UNTRUSTED);
            assertThat(Call.KEY.by(gateway(server, bundle(NEW, OLD)))).isEqualTo("ws");
        }
    }

    @Test
    void anAuthorityThatIsReplacedWhileTheOperatorRunsIsTrusted() throws Exception {
        Optional<CaBundle> bundle = bundle(OLD);
        try (PrivateServer renewed = PrivateServer.start(NEW)) {
            RoboflowGateway gateway = gateway(renewed, bundle);
            assertThat(failure(gateway)).isEqualTo(UNTRUSTED);
            bundle(NEW);
            assertThat(Call.KEY.by(gateway)).isEqualTo("ws");
        }
    }

    private Optional<CaBundle> bundle(HeldCertificate... authorities) throws IOException {
        StringBuilder pem = new StringBuilder();
        for (HeldCertificate authority : authorities) {
            pem.append(authority.certificatePem());
        }
        return Optional.of(CaBundle.of(Files.writeString(folder.resolve("ca.crt"), pem)));
    }

    private static RoboflowFailure failure(RoboflowGateway gateway) {
        return RoboflowFixture.failureOf(() -> Call.KEY.by(gateway));
    }

    private static RoboflowGateway gateway(PrivateServer server, Optional<CaBundle> bundle) throws IOException {
        try (RoboflowFixture api = RoboflowFixture.open()) {
            return RoboflowFixture.gateway(RoboflowConfigs.through(
                    RoboflowConfigs.at(api.config, Region.US, URI.create("https://localhost:" + server.port())),
                    new Network(ProxySettings.NONE, bundle)));
        }
    }
}
