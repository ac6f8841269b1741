package dev.trashops.roboflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.model.Region;
import dev.trashops.roboflow.RoboflowFixture.Call;
import dev.trashops.roboflow.http.RoboflowConfigs;
import dev.trashops.workspace.port.FailureCause;
import dev.trashops.workspace.port.FailureCause.Trouble;
import dev.trashops.workspace.port.RoboflowException;
import dev.trashops.workspace.port.RoboflowFailure;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class TransportTrapsTest {
    private static final String TRASH = "GET /:workspace/trash";

    @ParameterizedTest
    @EnumSource(Call.class)
    void oneCallIsOneRequestWhateverTheServerInvitesTo(Call call) throws Exception {
        try (RoboflowFixture api = RoboflowFixture.open()) {
            RawServer.Reply[] invitations = {
                RawServer.status(503, "", "Retry-After: 0"),
                RawServer.status(408, ""),
                RawServer.status(408, "", "Retry-After: 0"),
                RawServer.status(421, ""),
                RawServer.status(301, "", "Location: " + api.server.uri() + "/elsewhere"),
                RawServer.status(307, "", "Location: /elsewhere"),
                RawServer.status(308, "", "Location: /elsewhere"),
                RawServer.status(407, "", "Proxy-Authenticate: Basic realm=x"),
                RawServer.cut(),
                RawServer.torn("{\"items\":[]")
            };
            for (int sent = 0; sent < invitations.length; sent++) {
                api.server.otherwise(invitations[sent]);
                api.failureOf(call);
                assertThat(api.routesSeen()).hasSize(sent + 1).containsOnly(call.sent);
            }
        }
    }

    @Test
    void aConnectionThatTheServerClosedMeanwhileIsNoReasonToSendTwice() throws Exception {
        try (RoboflowFixture api = RoboflowFixture.open()) {
            String body = "{\"items\":[]}";
            api.server.otherwise(
                    (seen, out) -> out.write(("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                            .getBytes(StandardCharsets.UTF_8)));
            for (int calls = 1; calls <= 6; calls++) {
                try {
                    Call.TRASH_PROJECT.by(api.gateway);
                } catch (RoboflowException e) {
                    assertThat(e.failure()).isInstanceOf(RoboflowFailure.Unavailable.class);
                }
                assertThat(api.server.seen()).hasSizeLessThanOrEqualTo(calls);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Call.class)
    void aCutConnectionLeavesTheEffectOpen(Call call) throws Exception {
        try (RoboflowFixture api = RoboflowFixture.open()) {
            for (RawServer.Reply reply :
                    new RawServer.Reply[] {RawServer.cut(), RawServer.torn("{\"deleted\":true}")}) {
                api.server.otherwise(reply);
                RoboflowFailure failure = api.failureOf(call);
                assertThat(failure).isEqualTo(unavailable(call.documented, Trouble.CONNECTION_RESET));
                assertThat(failure.provesNothingHappened()).isFalse();
            }
        }
    }

    @Test
    void noConnectionIsUnavailable() throws Exception {
        RoboflowFixture api = RoboflowFixture.open();
        api.close();
        assertThat(api.failureOf(Call.TRASH)).isEqualTo(unavailable(TRASH, Trouble.CONNECTION_REFUSED));
        assertThat(RoboflowFixture.failureOf(() -> Call.TRASH.by(RoboflowFixture.gateway(
                        RoboflowConfigs.at(api.config, Region.US, URI.create("https://roboflow.invalid"))))))
                .isEqualTo(unavailable(TRASH, Trouble.UNKNOWN_HOST));
    }

    @Test
    void aServerThatSpeaksNoTlsIsUnavailable() throws Exception {
        try (RoboflowFixture api = RoboflowFixture.open()) {
            URI https = URI.create(api.server.uri().toString().replace("http:", "https:"));
            assertThat(RoboflowFixture.failureOf(() ->
                            Call.TRASH.by(RoboflowFixture.gateway(RoboflowConfigs.at(api.config, Region.US, https)))))
                    .isEqualTo(unavailable(TRASH, Trouble.TLS_FAILED));
        }
    }

    @Test
    void theDeadlineEndsABodyThatDripsAndOneThatNeverComes() throws Exception {
        try (RoboflowFixture api = RoboflowFixture.withDeadline(Duration.ofMillis(300))) {
            for (RawServer.Reply reply : new RawServer.Reply[] {api.server.drip(), api.server.hang()}) {
                api.server.otherwise(reply);
                long start = System.nanoTime();
                for (Call call : new Call[] {Call.TRASH, Call.TRASH_PROJECT}) {
                    assertThat(api.failureOf(call)).isEqualTo(unavailable(call.documented, Trouble.TIMEOUT));
                }
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
            }
        }
    }

    @Test
    void anAnswerMayBeAsLargeAsTheLimitAndNotOneByteMore() throws Exception {
        String listing = "{\"items\":[]}";
        try (RoboflowFixture api = RoboflowFixture.withLimit(100)) {
            api.server.otherwise(RawServer.json(listing + " ".repeat(100 - listing.length())));
            assertThat(api.reader().trash().entries()).isEmpty();
            api.server.otherwise(RawServer.json(listing + " ".repeat(101 - listing.length())));
            assertThat(api.failureOf(Call.TRASH)).isEqualTo(tooLarge(TRASH));
            assertThat(api.failureOf(Call.TRASH_PROJECT)).isEqualTo(tooLarge("DELETE /:workspace/:project"));
        }
    }

    @Test
    void theLimitCountsUnpackedBytes() throws Exception {
        try (RoboflowFixture api = RoboflowFixture.withLimit(1000)) {
            api.server.otherwise(
                    RawServer.bytes(200, zipped("{\"items\":[]}" + " ".repeat(500)), "Content-Encoding: gzip"));
            assertThat(api.reader().trash().entries()).isEmpty();
            byte[] bomb = zipped(" ".repeat(10_000_000));
            api.server.otherwise(RawServer.bytes(200, bomb, "Content-Encoding: gzip"));
            assertThat(api.failureOf(Call.TRASH)).isEqualTo(tooLarge(TRASH));
        }
    }

    @Test
    void anInterruptedThreadStaysInterrupted() throws Exception {
        try (RoboflowFixture api = RoboflowFixture.open()) {
            Thread.currentThread().interrupt();
            assertThat(api.failureOf(Call.TRASH)).isEqualTo(unavailable(TRASH, Trouble.INTERRUPTED));
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    private static RoboflowFailure unavailable(String route, FailureCause cause) {
        return new RoboflowFailure.Unavailable(route, cause);
    }

    private static RoboflowFailure tooLarge(String route) {
        return new RoboflowFailure.Malformed(route, Trouble.TOO_LARGE);
    }

    private static byte[] zipped(String text) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
