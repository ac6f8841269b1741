package dev.trashops.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.Mode;
import dev.trashops.plan.model.Policy;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import dev.trashops.workspace.port.FailureCause;
import dev.trashops.workspace.port.FailureCause.Trouble;
import dev.trashops.workspace.port.RoboflowFailure;
import dev.trashops.workspace.port.RoboflowFailure.Malformed;
import dev.trashops.workspace.port.RoboflowFailure.Refused;
import dev.trashops.workspace.port.RoboflowFailure.Unavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Why a call to Roboflow failed stands where people look: in the message of the policy, or of the item that it was for. */
class CausesInMessagesTest {
    private static final String ROUTE = "GET /:workspace/trash";
    private static final Policy POLICY = WorkspaceLoopFixture.policy(Mode.ENFORCE);
    private static final String REQUEST = "GET /" + POLICY.workspace().slug() + "/trash";

    static List<Arguments> obstacles() {
        return List.of(
                Arguments.of(FailureCause.proxyAnswered(407), "proxy-407: login refused", "HTTPS_PROXY"),
                Arguments.of(FailureCause.proxyAnswered(401), "proxy-401: login refused", "HTTPS_PROXY"),
                Arguments.of(FailureCause.proxyAnswered(502), "proxy-502: no tunnel", "NO_PROXY"),
                Arguments.of(Trouble.PROXY_UNREACHABLE, "proxy-unreachable: ", "HTTPS_PROXY"),
                Arguments.of(Trouble.UNTRUSTED_CERTIFICATE, "TLS: certificate not trusted", "--ca-bundle"),
                Arguments.of(Trouble.TLS_FAILED, "TLS: handshake failed", "ROBOFLOW_API_URL"),
                Arguments.of(Trouble.UNKNOWN_HOST, "unknown-host: ", "ROBOFLOW_API_URL"),
                Arguments.of(Trouble.CONNECTION_REFUSED, "connection-refused: ", "NetworkPolicy"),
                Arguments.of(Trouble.TIMEOUT, "timeout: ", "NetworkPolicy"));
    }

    @ParameterizedTest
    @MethodSource("obstacles")
    void whatIsInTheWayIsNamedWithWhatToDo(FailureCause obstacle, String fact, String setting) {
        Readiness said = ofRead(new Unavailable(ROUTE, obstacle));
        assertThat(said.reason()).isEqualTo(Reason.API_UNAVAILABLE);
        assertThat(said.message())
                .startsWith("Can't reach Roboflow: " + REQUEST + " failed (" + fact)
                .contains(setting)
                .endsWith(" Retrying.");
    }

    @Test
    void whereNothingIsInTheWayNothingIsSuspected() {
        assertThat(ofRead(new Unavailable(ROUTE, FailureCause.answered(503))).message())
                .isEqualTo("Roboflow answers with an error: " + REQUEST + " failed (http-503). Retrying.");
        assertThat(ofRead(new Unavailable(ROUTE)).message())
                .isEqualTo("Can't reach Roboflow: " + REQUEST + " failed (no-answer). Retrying.");
        assertThat(ofRead(new Malformed(ROUTE, Trouble.TOO_LARGE)).message())
                .startsWith("Can't use the answer of Roboflow: " + REQUEST + " failed (too-large: ")
                .endsWith("). Retrying.");
    }

    /** As of a login page that somebody put before everything. */
    @Test
    void aRedirectIsNotBlamedOnTheKey() {
        assertThat(ofRead(new Refused(ROUTE, 302)).message())
                .contains("(http-302: a redirect", "ROBOFLOW_API_URL")
                .doesNotContain("key");
        assertThat(ofRead(new Refused(ROUTE, 403)).message()).contains("(http-403)", "API key");
    }

    @ParameterizedTest
    @EnumSource(Trouble.class)
    void everyMessageHasTheWordOfItsCause(Trouble trouble) {
        assertThat(ofRead(new Unavailable(ROUTE, trouble)).message()).containsIgnoringCase("(" + trouble.word());
    }

    @ParameterizedTest
    @EnumSource(Trouble.class)
    void everyWordIsExplainedOnThePageOnOperations(Trouble trouble) throws IOException {
        assertThat(Files.readString(Path.of("manifests/operations.md"))).contains("`" + trouble.word() + "`");
    }

    @Test
    void whatRoboflowRefusesHasItToo() {
        List<RoboflowFailure> refusals = List.of(
                new RoboflowFailure.Unauthorized(ROUTE),
                new RoboflowFailure.MissingScope(ROUTE, "project:read", 404),
                new RoboflowFailure.NotFound(ROUTE),
                new RoboflowFailure.RateLimited(ROUTE, Optional.empty()),
                new RoboflowFailure.AccountBlocked(ROUTE, 402));
        assertThat(refusals)
                .allSatisfy(failure -> assertThat(ofRead(failure).message())
                        .contains("(" + failure.cause().word() + ")"));
    }

    @Test
    void thePathOfAnActionNamesItsItem() {
        RoboflowFailure failure = new Unavailable("DELETE /:workspace/:project/:version", FailureCause.answered(504));
        Readiness said =
                FailureReadiness.ofAction(failure, ActionKind.TRASH, ItemKey.version("my-detector", 3), POLICY);
        assertThat(said.message())
                .contains("DELETE /" + POLICY.workspace().slug() + "/my-detector/3 failed (http-504)");
    }

    private static Readiness ofRead(RoboflowFailure failure) {
        return FailureReadiness.ofRead(failure, POLICY);
    }
}
