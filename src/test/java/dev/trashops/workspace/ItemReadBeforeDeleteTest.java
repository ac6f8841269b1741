package dev.trashops.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.model.Acknowledgement;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.ClaimId;
import dev.trashops.plan.model.ClaimOrigin;
import dev.trashops.plan.model.ClaimSpec;
import dev.trashops.plan.model.ClaimStatus;
import dev.trashops.plan.model.DeletionPolicy;
import dev.trashops.plan.model.DesiredState;
import dev.trashops.plan.model.DriftPolicy;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.Mode;
import dev.trashops.plan.model.Reason;
import dev.trashops.workspace.fake.FakeRoboflowGateway;
import dev.trashops.workspace.port.RoboflowFailure;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A loop that may trash everything, and a workspace whose lists and items do not agree. */
class ItemReadBeforeDeleteTest {
    private static final String VERSION_ROUTE = "GET /:workspace/:project/:version";
    private static final ItemKey VERSION = ItemKey.version("detector", 3);

    private final WorkspaceLoopFixture fixture = new WorkspaceLoopFixture();
    private final FakeRoboflowGateway roboflow = fixture.roboflow;

    private void trash(ItemKey item) {
        fixture.kube.apply(new Claim(
                new ClaimSpec(
                        new ClaimId("uid", "team", "it"),
                        1,
                        fixture.clock.instant(),
                        WorkspaceLoopFixture.POLICY,
                        item,
                        Optional.empty(),
                        Optional.empty(),
                        DesiredState.TRASHED,
                        DriftPolicy.CORRECT,
                        Set.of(Acknowledgement.values()),
                        DeletionPolicy.ORPHAN,
                        false,
                        false,
                        false,
                        Optional.empty(),
                        ClaimOrigin.PERSON),
                ClaimStatus.NONE));
    }

    private void versions(String project) {
        for (int number = 1; number <= 10; number++) {
            roboflow.create(
                    ItemKey.version(project, number), fixture.clock.instant().minus(Duration.ofDays(50)), true);
        }
    }

    @Test
    void aVersionThatTheListShowsAndNobodyFindsIsNotTrashed() {
        versions("detector");
        roboflow.fail(VERSION_ROUTE, new RoboflowFailure.NotFound(VERSION_ROUTE));
        trash(VERSION);
        fixture.run();
        assertThat(roboflow.mutations()).isEmpty();
        assertThat(fixture.reason()).isEqualTo(Reason.SNAPSHOT_PENDING);

        roboflow.mend(VERSION_ROUTE);
        fixture.runFor(Duration.ofMinutes(15));
        assertThat(roboflow.isActive(VERSION)).isFalse();
        assertThat(fixture.reason()).isEqualTo(Reason.TRASHED);
    }

    @Test
    void anAnswerAboutAnotherVersionHoldsTheDelete() {
        versions("detector");
        roboflow.fail(VERSION_ROUTE, new RoboflowFailure.Malformed(VERSION_ROUTE));
        trash(VERSION);
        fixture.run();
        assertThat(roboflow.mutations()).isEmpty();
        assertThat(fixture.reason()).isEqualTo(Reason.API_UNAVAILABLE);
    }

    @Test
    void aVersionThatVanishesBetweenPlanAndActIsLeftAlone() {
        versions("detector");
        fixture.kube.policy(WorkspaceLoopFixture.policy(Mode.PLAN));
        trash(VERSION);
        fixture.run();
        assertThat(fixture.reason()).isEqualTo(Reason.PLAN_ONLY);
        // The list of versions lags behind.
        roboflow.fail(VERSION_ROUTE, new RoboflowFailure.NotFound(VERSION_ROUTE));
        fixture.kube.policy(WorkspaceLoopFixture.policy(Mode.ENFORCE));
        fixture.run();
        assertThat(roboflow.mutations()).isEmpty();
        assertThat(fixture.reason()).isEqualTo(Reason.SNAPSHOT_PENDING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-x9y8z", "--", "u.s.-coins.someone", "_", "A.b"})
    void everySlugIsTrashedAndComesBack(String slug) {
        ItemKey project = ItemKey.project(slug);
        roboflow.create(project, fixture.clock.instant().minus(Duration.ofDays(50)), false);
        trash(project);
        fixture.run();
        assertThat(fixture.reason()).isEqualTo(Reason.TRASHED);
        assertThat(roboflow.isActive(project)).isFalse();
    }

    @Test
    void anActiveProjectThatNoRequestCanReachStopsNoStep() {
        ItemKey odd = ItemKey.project("images");
        roboflow.create(odd, fixture.clock.instant().minus(Duration.ofDays(50)), false);
        trash(odd);
        fixture.run();
        assertThat(roboflow.mutations()).isEmpty();
        assertThat(fixture.reason()).isEqualTo(Reason.REJECTED);
    }
}
