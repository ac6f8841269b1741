package dev.trashops.gitops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trashops.controller.testdata.StatusFixture;
import dev.trashops.plan.model.CleanupWarning;
import dev.trashops.plan.model.PolicyCondition;
import dev.trashops.plan.model.PolicyProjection.Notice;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import java.time.Clock;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How each reason looks in Argo CD, in Flux and to whoever else knows kstatus. */
class HealthOfEveryReasonTest {
    private static final String MESSAGE = "What is wrong, and what to do.";

    private final ArgoCd argo = new ArgoCd(Clock.systemUTC());
    private final HealthAgreement agreement = new HealthAgreement();

    @ParameterizedTest
    @CsvSource(textBlock = """
            READY,       Healthy,     CURRENT,     Restored Trashed Observed Purged Available
            RECONCILING, Progressing, IN_PROGRESS, Restoring Trashing WaitingForParent Settling RateLimited
            RECONCILING, Progressing, IN_PROGRESS, ApiUnavailable SnapshotPending RunningTraining PolicyNotReady
            STALLED,     Degraded,    FAILED,      ParentInTrash Purged Lost NotFound IdentityMismatch Conflict Rejected
            STALLED,     Degraded,    FAILED,      IdentityAmbiguous TrainedModel MissingScope InvalidCredentials
            STALLED,     Degraded,    FAILED,      SecretNotFound PolicyNotFound WorkspaceNotFound AccountBlocked
            STALLED,     Degraded,    FAILED,      LimitExceeded NotAllowed Spared DriftReported DriftFight ClockSkew
            STALLED,     Degraded,    FAILED,      ReferencedByWorkflow PublicProject UnexpectedAnswer
            STALLED,     Suspended,   FAILED,      Suspended PlanOnly ApprovalRequired
            """)
    void anItemLooksSo(Readiness.Kind kind, String health, Kstatus kstatus, String reasons) {
        for (String reason : reasons.split(" ", -1)) {
            JsonNode item = StatusFixture.item(new Readiness(kind, reason(reason), MESSAGE), Optional.empty());
            assertThat(argo.health(item)).as(reason).isEqualTo(new ArgoCd.Health(health, MESSAGE));
            assertThat(Kstatus.of(item)).as(reason).isEqualTo(kstatus);
        }
    }

    @Test
    void everyReasonIsSeenAlike() {
        assertThat(Reason.values())
                .allSatisfy(reason -> assertThat(Stream.of(Readiness.Kind.values())
                                .map(kind -> new Readiness(kind, reason, MESSAGE))
                                .flatMap(readiness -> Stream.of(
                                        StatusFixture.item(readiness, Optional.empty()), policy(readiness, "", 0)))
                                .flatMap(resource -> agreement.objections(resource).stream()))
                        .isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Available", "SnapshotPending", "InvalidCredentials", "Suspended"})
    void aPolicyThatIsNotInOrderLooksSoWhateverItHolds(String reason) {
        for (Readiness.Kind kind : Readiness.Kind.values()) {
            JsonNode policy = StatusFixture.policy(
                    new Readiness(kind, reason(reason), MESSAGE),
                    ", suspend: true",
                    Optional.empty(),
                    Optional.of("Approve."),
                    3);
            assertThat(argo.health(policy).status())
                    .isEqualTo(
                            switch (kind) {
                                case READY -> "Suspended";
                                case RECONCILING -> "Progressing";
                                case STALLED -> "Degraded";
                            });
            assertThat(agreement.objections(policy)).isEmpty();
        }
    }

    @Test
    void aPolicyThatHoldsSomethingBackIsSuspendedAndSaysWhy() {
        Readiness available = Readiness.ready(Reason.AVAILABLE, MESSAGE);
        assertThat(argo.health(StatusFixture.policy(available, "", Optional.empty(), Optional.of("Approve."), 3)))
                .isEqualTo(new ArgoCd.Health("Suspended", "Approve."));
        assertThat(argo.health(
                        StatusFixture.policy(available, "", Optional.of("Too many."), Optional.of("Approve."), 3)))
                .isEqualTo(new ArgoCd.Health("Suspended", "Too many."));
        assertThat(argo.health(policy(available, ", suspend: true", 0)).status())
                .isEqualTo("Suspended");
        assertThat(argo.health(policy(available, ", mode: Plan", 3)).message()).contains("only planned");
        assertThat(argo.health(policy(available, ", mode: Plan", 0))).isEqualTo(new ArgoCd.Health("Healthy", MESSAGE));
    }

    @Test
    void theOperatorsOwnBrakeAndStalledItemsAreShown() {
        Readiness available = Readiness.ready(Reason.AVAILABLE, MESSAGE);
        Map<PolicyCondition, Notice> brake =
                Map.of(PolicyCondition.NOT_ALLOWED, new Notice("NotAllowed", "It only observes."));
        JsonNode held = StatusFixture.policy(available, "", brake, 3);
        assertThat(argo.health(held)).isEqualTo(new ArgoCd.Health("Suspended", "It only observes."));
        assertThat(agreement.objections(held)).isEmpty();
        assertThat(argo.health(StatusFixture.policy(available, "", brake, 0)).status())
                .isEqualTo("Healthy");
        Map<PolicyCondition, Notice> stalled =
                Map.of(PolicyCondition.ITEMS_STALLED, new Notice("ItemsStalled", "Look at these."));
        assertThat(argo.health(StatusFixture.policy(available, "", stalled, 0)))
                .isEqualTo(new ArgoCd.Health("Healthy", "Look at these."));
    }

    @Test
    void whatIsAboutToBePurgedSaysSoFirst() {
        JsonNode item = StatusFixture.item(
                Readiness.ready(Reason.OBSERVED, MESSAGE),
                Optional.of(new CleanupWarning(CleanupWarning.Stage.WITHIN_1D, "It is about to be purged.")));
        assertThat(argo.health(item)).isEqualTo(new ArgoCd.Health("Healthy", "It is about to be purged. " + MESSAGE));
    }

    @Test
    void whatNobodyHasLookedAtYetAndWhatGoesIsProgressing() {
        for (ObjectNode resource : Stream.of(
                        StatusFixture.item(Readiness.stalled(Reason.LOST, MESSAGE), Optional.empty()),
                        policy(Readiness.ready(Reason.AVAILABLE, MESSAGE), "", 0))
                .map(ObjectNode.class::cast)
                .toList()) {
            ObjectNode changed = resource.deepCopy();
            changed.withObject("/metadata").put("generation", 3);
            ObjectNode leaving = resource.deepCopy();
            leaving.withObject("/metadata").put("deletionTimestamp", "2026-04-20T17:05:33Z");
            ObjectNode fresh = resource.deepCopy();
            fresh.withObject("/status").removeAll().put("observedGeneration", -1);
            assertThat(Stream.of(changed, leaving, fresh)).allSatisfy(one -> {
                assertThat(argo.health(one).status()).isEqualTo("Progressing");
                assertThat(agreement.objections(one)).isEmpty();
            });
            resource.remove("status");
            assertThat(argo.health(resource).status()).isEqualTo("Progressing");
        }
    }

    private static JsonNode policy(Readiness readiness, String more, int held) {
        return StatusFixture.policy(readiness, more, Optional.empty(), Optional.empty(), held);
    }

    private static Reason reason(String text) {
        return Arrays.stream(Reason.values())
                .filter(reason -> reason.text().equals(text))
                .findFirst()
                .orElseThrow();
    }
}
