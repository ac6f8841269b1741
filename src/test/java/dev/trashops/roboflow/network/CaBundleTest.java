package dev.trashops.roboflow.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class CaBundleTest {
    private static final HeldCertificate ONE = authority("One");
    private static final HeldCertificate OTHER = authority("Other");

    private final Logger logger = (Logger) LoggerFactory.getLogger(CaBundle.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Path file;

    @BeforeEach
    void listen() {
        file = folder.resolve("ca.crt");
        log.start();
        logger.setLevel(Level.INFO);
        logger.addAppender(log);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(log);
        logger.setLevel(null);
    }

    @Test
    void itsAuthoritiesAreTrustedBesideThoseOfTheJvm() throws Exception {
        CaBundle bundle = bundle("# our own\n" + ONE.certificatePem() + "\n# theirs\n=====\n" + OTHER.certificatePem());
        assertTrusted(bundle, ONE);
        assertTrusted(bundle, OTHER);
        assertRefused(bundle, authority("Third"));
        assertThat(bundle.getAcceptedIssuers())
                .contains(ofTheJvm().getAcceptedIssuers())
                .contains(ONE.certificate(), OTHER.certificate());
    }

    @Test
    void aNewVersionIsUsedWithoutARestart() throws Exception {
        CaBundle bundle = bundle(ONE.certificatePem());
        write(OTHER.certificatePem());
        assertTrusted(bundle, OTHER);
        assertRefused(bundle, ONE);
        assertThat(lines()).containsExactly("INFO The CA bundle " + file + " has changed and was read again");
    }

    /** Kubernetes replaces a link to a folder, and times of files may well be alike. */
    @Test
    void aVersionThatIsMovedThereIsSeenThoughItsTimeIsTheSame() throws Exception {
        CaBundle bundle = bundle(ONE.certificatePem());
        Path next = Files.writeString(folder.resolve("next"), OTHER.certificatePem());
        Files.setLastModifiedTime(next, Files.getLastModifiedTime(file));
        Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
        assertTrusted(bundle, OTHER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"})
    void aBrokenVersionChangesNothingAndIsToldOnce(String broken) throws Exception {
        CaBundle bundle = bundle(ONE.certificatePem());
        write(broken);
        assertTrusted(bundle, ONE);
        assertTrusted(bundle, ONE);
        assertThat(lines()).singleElement().asString().startsWith("WARN").contains("the last version stays in use");
        write(OTHER.certificatePem());
        assertTrusted(bundle, OTHER);
    }

    @Test
    void soIsAFileThatHasGone() throws Exception {
        CaBundle bundle = bundle(ONE.certificatePem());
        Files.delete(file);
        assertTrusted(bundle, ONE);
        assertTrusted(bundle, ONE);
        assertThat(lines()).hasSize(1);
        write(OTHER.certificatePem());
        assertTrusted(bundle, OTHER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"})
    void theFirstVersionMustBeGood(String broken) throws Exception {
        write(broken);
        assertThatThrownBy(() -> CaBundle.of(file)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> CaBundle.of(folder.resolve("missing"))).isInstanceOf(IOException.class);
    }

    private CaBundle bundle(String pem) throws IOException {
        write(pem);
        return CaBundle.of(file);
    }

    private void write(String pem) throws IOException {
        Files.writeString(file, pem);
    }

    private List<String> lines() {
        return log.list.stream()
                .map(line -> line.getLevel() + " " + line.getFormattedMessage())
                .toList();
    }

    private static void assertTrusted(CaBundle bundle, HeldCertificate authority) {
        assertThatCode(() -> bundle.checkServerTrusted(chain(authority), "ECDHE_ECDSA"))
                .doesNotThrowAnyException();
    }

    private static void assertRefused(CaBundle bundle, HeldCertificate authority) {
        assertThatThrownBy(() -> bundle.checkServerTrusted(chain(authority), "ECDHE_ECDSA"))
                .isInstanceOf(CertificateException.class);
    }

    private static X509Certificate[] chain(HeldCertificate authority) {
        HeldCertificate server = new HeldCertificate.Builder()
                .addSubjectAlternativeName("roboflow.example")
                .signedBy(authority)
                .build();
        return new X509Certificate[] {server.certificate(), authority.certificate()};
    }

    private static HeldCertificate authority(String name) {
        return new HeldCertificate.Builder()
                .commonName(name)
                .certificateAuthority(0)
                .build();
    }

    private static X509TrustManager ofTheJvm() throws Exception {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init((KeyStore) null);
        return Stream.of(factory.getTrustManagers())
                .map(X509TrustManager.class::cast)
                .findFirst()
                .orElseThrow();
    }
}
