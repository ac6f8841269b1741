package dev.trashops.observability;

import static dev.trashops.Workspaces.eu;
import static dev.trashops.Workspaces.us;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.ManualClock;
import dev.trashops.plan.model.PolicyCondition;
import dev.trashops.plan.model.PolicyId;
import dev.trashops.plan.model.PolicyProjection;
import dev.trashops.plan.model.PolicyProjection.Notice;
import dev.trashops.plan.model.PolicyState.KeyProof;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.model.WorkspaceId;
import dev.trashops.workspace.port.Uptime;
import dev.trashops.workspace.port.WorkspaceProjection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the log says of how policies fare. */
class PolicyLogTest {
    private static final Readiness WELL = Readiness.ready(Reason.AVAILABLE, "In order.");
    private static final Readiness PENDING = Readiness.reconciling(Reason.SNAPSHOT_PENDING, "Waiting.");
    private static final Readiness DOWN =
            Readiness.reconciling(Reason.API_UNAVAILABLE, "Can't reach Roboflow: GET /acme/trash failed (timeout).");
    private static final Readiness REFUSED = Readiness.stalled(Reason.INVALID_CREDENTIALS, "Rejected (http-401).");
    private static final String NAME = "RoboflowTrashPolicy team-a/acme of workspace acme ";
    private static final Duration TRY = Duration.ofSeconds(30);

    private final LogLines lines = new LogLines(PolicyLog.class);
    private final ManualClock clock = new ManualClock(ObservabilityFixture.NOW);
    private final PolicyLog log = new PolicyLog(Uptime.of(clock));

    @AfterEach
    void close() {
        lines.close();
    }

    @Test
    void anOutageIsOneWarningWithItsCauseAndOneLineWhenItIsOver() {
        show(PENDING);
        show(WELL);
        assertThat(lines.next())
                .containsExactly("INFO " + NAME + "is ready: the API key is accepted, and the Trash is listed");
        for (int i = 0; i < 10; i++) {
            show(DOWN);
            pass(TRY);
        }
        assertThat(lines.next()).containsExactly("WARN " + NAME + "is not ready (ApiUnavailable): " + DOWN.message());
        show(WELL);
        assertThat(lines.next()).containsExactly("INFO " + NAME + "is ready again after 5m (it was ApiUnavailable)");
    }

    @Test
    void aLongOutageIsSaidAgainAfterTenMinutesAndThenOnceAnHour() {
        show(DOWN);
        lines.next();
        pass(Duration.ofMinutes(11));
        assertThat(lines.next())
                .singleElement()
                .asString()
                .startsWith("WARN " + NAME + "is not ready for 10m now (ApiUnavailable): ");
        pass(Duration.ofHours(24));
        assertThat(lines.next()).hasSize(24);
    }

    @Test
    void whatIsWorseOrOtherwiseAmissIsSaidAtOnce() {
        show(WELL);
        show(DOWN);
        show(REFUSED);
        assertThat(lines.next())
                .hasSize(3)
                .last()
                .asString()
                .isEqualTo("WARN " + NAME + "is not ready (InvalidCredentials): Rejected (http-401).");
    }

    @Test
    void whatKeepsChangingIsSaidToAndThenOnlySeldom() {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            show(i % 2 == 0 ? DOWN : WELL);
            pass(TRY);
            all.addAll(lines.next());
        }
        assertThat(all).hasSize(4 + 1 + 4);
        assertThat(all.get(4))
                .startsWith(
                        "WARN " + NAME + "keeps changing, 5 times within 2m, and is not ready now (ApiUnavailable): ");
        assertThat(all.get(5)).startsWith("WARN " + NAME + "keeps changing, 124 times within 1h 2m, and is ready now");
        show(WELL);
        pass(Duration.ofMinutes(11));
        assertThat(lines.next())
                .singleElement()
                .asString()
                .startsWith("INFO " + NAME + "is ready. It had changed 500 times within 4h ");
        show(DOWN);
        assertThat(lines.next()).hasSize(1);
    }

    /** What a person has to act on must not drown in an outage that comes and goes. */
    @Test
    void whatIsNewlyAmissIsSaidWhateverElseKeepsChanging() {
        for (int i = 0; i < 20; i++) {
            show(i % 2 == 0 ? DOWN : WELL);
            pass(TRY);
        }
        lines.next();
        for (int i = 0; i < 4; i++) {
            show(DOWN);
            show(REFUSED);
            show(WELL);
        }
        assertThat(lines.next())
                .containsExactly(
                        "WARN " + NAME + "is not ready (InvalidCredentials): Rejected (http-401).",
                        "INFO " + NAME + "is ready again after 0s (it was InvalidCredentials)");
    }

    @Test
    void policiesThatFareAlikeShareALine() {
        List<PolicyId> many = IntStream.range(0, 8)
                .mapToObj(i -> new PolicyId("team-" + i, "acme"))
                .toList();
        show(us("acme"), many, DOWN);
        assertThat(lines.next())
                .containsExactly(
                        "WARN RoboflowTrashPolicies team-0/acme, team-1/acme, team-2/acme, team-3/acme, team-4/acme and 3"
                                + " more of workspace acme are not ready (ApiUnavailable): " + DOWN.message());
    }

    @Test
    void workspacesOfOneSlugInTwoRegionsAreToldApart() {
        show(us("acme"), List.of(ObservabilityFixture.POLICY), DOWN);
        show(eu("acme"), List.of(ObservabilityFixture.POLICY), DOWN);
        assertThat(lines.next()).last().asString().contains(" of workspace acme (EU) is not ready");
    }

    @Test
    void aRotatedKeyIsSaidToBeAccepted() {
        show(WELL);
        lines.next();
        publish(us("acme"), Map.of(ObservabilityFixture.POLICY, policy(PENDING, KeyProof.LAPSED)));
        publish(us("acme"), Map.of(ObservabilityFixture.POLICY, policy(WELL, KeyProof.CURRENT)));
        assertThat(lines.next())
                .containsExactly(
                        "INFO The API key of RoboflowTrashPolicy team-a/acme is accepted: it opens workspace acme");
    }

    @Test
    void aHeldMassDeletionIsSaidAndWhenItIsOver() {
        show(WELL);
        lines.next();
        publish(us("acme"), Map.of(ObservabilityFixture.POLICY, ObservabilityFixture.policy()));
        assertThat(lines.next())
                .containsExactly("WARN " + NAME
                        + "has deletions that a limit holds (LimitExceeded): Raise the limit or trash less.");
        clock.advance(Duration.ofMinutes(3));
        show(WELL);
        assertThat(lines.next()).containsExactly("INFO " + NAME + "has no deletions that a limit holds again after 3m");
    }

    @Test
    void aRuleForWhatIsYetToComeIsNoWarning() {
        show(WELL);
        lines.next();
        questionable(new Notice("MatchesNothing", "Nothing has that slug now."));
        pass(Duration.ofHours(3));
        assertThat(lines.next()).isEmpty();
        questionable(new Notice("Unreachable", "It can never match."));
        assertThat(lines.next())
                .singleElement()
                .asString()
                .startsWith("WARN " + NAME)
                .contains("(Unreachable)");
    }

    private void questionable(Notice notice) {
        publish(
                us("acme"),
                Map.of(
                        ObservabilityFixture.POLICY,
                        ObservabilityFixture.plain(
                                WELL, KeyProof.CURRENT, Map.of(PolicyCondition.RULES_QUESTIONABLE, notice))));
    }

    @Test
    void aPolicyThatIsGoneIsForgotten() {
        show(DOWN);
        log.published(WorkspaceProjection.empty(us("acme")));
        lines.next();
        pass(Duration.ofHours(3));
        assertThat(lines.next()).isEmpty();
    }

    private void show(Readiness readiness) {
        show(us("acme"), List.of(ObservabilityFixture.POLICY), readiness);
    }

    private void show(WorkspaceId workspace, List<PolicyId> policies, Readiness readiness) {
        Map<PolicyId, PolicyProjection> all = new LinkedHashMap<>();
        policies.forEach(policy -> all.put(policy, policy(readiness, KeyProof.CURRENT)));
        publish(workspace, all);
    }

    private void publish(WorkspaceId workspace, Map<PolicyId, PolicyProjection> policies) {
        log.published(new WorkspaceProjection(workspace, Map.of(), policies, Map.of()));
    }

    /** The loop makes a pass at least every 30 seconds. */
    private void pass(Duration time) {
        for (Duration passed = Duration.ZERO; passed.compareTo(time) < 0; passed = passed.plus(TRY)) {
            clock.advance(TRY);
            log.passed(us("acme"), Duration.ZERO, clock.instant());
        }
    }

    /** With no other condition. */
    private static PolicyProjection policy(Readiness readiness, KeyProof proof) {
        return ObservabilityFixture.plain(readiness, proof);
    }
}
