package dev.trashops.observability;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

@ResourceLock(Resources.SYSTEM_ERR)
class LoggingSetupTest {
    private static final String CANARY = "rf_canary_0123456789";

    private final PrintStream original = System.err;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @AfterEach
    void restore() {
        System.setErr(original);
        LoggingSetup.configure(LoggingSetup.Format.TEXT, Level.INFO);
    }

    @Test
    void aTextLineHasTimeLevelLoggerAndMessage() {
        configure(LoggingSetup.Format.TEXT, Level.INFO);
        logger("dev.trashops.Some").info("started on port {}", 8080);
        assertThat(printed())
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z INFO  Some - started on port 8080\n");
    }

    @Test
    void aJsonLineIsOneObjectWithTheWholeMessage() throws IOException {
        configure(LoggingSetup.Format.JSON, Level.INFO);
        logger("dev.trashops.Some").warn("two\nlines of {}", "x", new IllegalStateException("why"));
        assertThat(printed().lines()).hasSize(1);
        JsonNode line = new JsonMapper().readTree(printed());
        assertThat(line.path("level").asText()).isEqualTo("WARN");
        assertThat(line.path("loggerName").asText()).isEqualTo("dev.trashops.Some");
        assertThat(line.path("formattedMessage").asText()).isEqualTo("two\nlines of x");
        assertThat(line.path("throwable").path("message").asText()).isEqualTo("why");
    }

    /** A name that somebody gave a project must not make a line that passes for one of the operator. */
    @Test
    void aTextMessageWithLineBreaksIsOneLine() {
        configure(LoggingSetup.Format.TEXT, Level.INFO);
        logger("dev.trashops.Some").warn("called {}", "one\n{\"log\":\"audit\"}\r\ntwo\rthree\u2028four");
        logger("io.fabric8.Some").warn("called {}", "one\ntwo");
        assertThat(printed().split("\\R")).hasSize(2);
    }

    @Test
    void librariesAreQuietUnlessDebuggingIsAskedFor() {
        configure(LoggingSetup.Format.TEXT, Level.INFO);
        logger("io.fabric8.kubernetes.client.Some").info("chatter");
        logger("okhttp3.Some").info("chatter");
        logger("io.javaoperatorsdk.operator.Some").info("chatter");
        logger("dev.trashops.Some").debug("detail");
        assertThat(printed()).isEmpty();
        configure(LoggingSetup.Format.TEXT, Level.DEBUG);
        logger("io.fabric8.kubernetes.client.Some").info("chatter");
        logger("dev.trashops.Some").debug("detail");
        assertThat(printed().lines()).hasSize(2);
    }

    @Test
    void whatLibrariesFailWithIsToldByItsCausesUnlessDebuggingIsAskedFor() {
        Exception lost = new IllegalStateException("not patched", new IOException("refused"));
        configure(LoggingSetup.Format.TEXT, Level.INFO);
        logger("io.javaoperatorsdk.operator.Some").warn("failed", lost);
        assertThat(printed()).contains("failed", "not patched", "refused");
        assertThat(printed().lines()).hasSizeLessThan(8);
        logger("dev.trashops.Some").warn("failed", lost);
        assertThat(printed().lines()).hasSizeGreaterThan(20);
        configure(LoggingSetup.Format.TEXT, Level.DEBUG);
        logger("io.javaoperatorsdk.operator.Some").warn("failed", lost);
        assertThat(printed().lines()).hasSizeGreaterThan(20);
    }

    @Test
    void noKeyOfAUrlOrHeaderIsPrintedInEitherFormat() {
        for (LoggingSetup.Format format : LoggingSetup.Format.values()) {
            configure(format, Level.TRACE);
            Logger logger = logger("okhttp3.Some");
            logger.info("GET https://api.roboflow.com/acme/trash?api_key={}&x=1", CANARY);
            logger.info("{\"api_key\": \"" + CANARY + "\"} api_key%3D" + CANARY);
            logger.debug("Authorization: Bearer " + CANARY);
            logger.debug("Proxy-Authorization: Basic " + CANARY);
            logger.info("cannot use http://somebody:" + CANARY + "@proxy.example:3128");
            logger.warn(
                    "failed", new IOException("timeout at /?api_key=" + CANARY, new IOException("API_KEY=" + CANARY)));
            assertThat(printed()).contains("api_key=hidden&x=1").doesNotContain(CANARY);
        }
    }

    @Test
    void bodiesOfKubernetesAnswersAreNotPrintedSinceSecretsAreAmongThem() {
        configure(LoggingSetup.Format.TEXT, Level.TRACE);
        logger("io.fabric8.kubernetes.client.http.HttpLoggingInterceptor").trace("{\"kind\":\"Secret\"}");
        assertThat(printed()).isEmpty();
    }

    private void configure(LoggingSetup.Format format, Level level) {
        bytes.reset();
        System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        LoggingSetup.configure(format, level);
    }

    private String printed() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static Logger logger(String name) {
        return LoggerFactory.getLogger(name);
    }
}
