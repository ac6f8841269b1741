package dev.trashops.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.model.DesiredState;
import dev.trashops.plan.model.ItemProjection;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import dev.trashops.workspace.fake.FakeLoopListener;
import dev.trashops.workspace.port.FailureCause;
import dev.trashops.workspace.port.FailureCause.Trouble;
import dev.trashops.workspace.port.RoboflowFailure;
import dev.trashops.workspace.port.WorkspaceProjection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** In an outage whose cause differs from try to try, a status is not written for each of them. */
class FlappingOutageTest {
    private static final List<FailureCause> CAUSES =
            List.of(Trouble.TIMEOUT, FailureCause.answered(503), Trouble.CONNECTION_RESET, FailureCause.answered(504));

    private final WorkspaceLoopFixture fixture = new WorkspaceLoopFixture();
    private final List<WorkspaceProjection> published = new ArrayList<>();
    private int tries;

    @Test
    void thePolicyNamesTheFirstCauseAndNothingElseChanges() {
        fixture.apply(DesiredState.RESTORED);
        listen();
        fixture.run();
        flap("GET /:workspace/trash");
        published.clear();
        fixture.runFor(Duration.ofHours(3));
        assertThat(tries).isGreaterThan(100);
        assertThat(published).hasSize(1);
        assertThat(readiness(published.get(0))).extracting(Readiness::reason).containsExactly(Reason.API_UNAVAILABLE);
        assertThat(readiness(published.get(0)))
                .allSatisfy(said -> assertThat(said.message()).contains("(timeout: "));
    }

    @Test
    void norDoesAnItemThatWaitsForAReadOfItsOwn() {
        listen();
        flap("GET /:workspace/:project");
        fixture.apply(DesiredState.TRASHED);
        fixture.runFor(Duration.ofHours(3));
        assertThat(tries).isGreaterThan(15);
        List<String> said = published.stream()
                .flatMap(one -> one.items().values().stream())
                .map(ItemProjection::claimStatus)
                .flatMap(status -> status.readiness().stream())
                .map(Readiness::message)
                .filter(message -> message.contains("failed ("))
                .distinct()
                .toList();
        assertThat(said).hasSize(1);
    }

    private void listen() {
        fixture.restart(new FakeLoopListener() {
            @Override
            public void published(WorkspaceProjection projection) {
                published.add(projection);
            }
        });
    }

    private void flap(String route) {
        fixture.roboflow.witnessCalls(called -> {
            if (called.equals(route)) {
                FailureCause cause = CAUSES.get(tries++ % CAUSES.size());
                fixture.roboflow.fail(route, new RoboflowFailure.Unavailable(route, cause));
            }
        });
        fixture.roboflow.fail(route, new RoboflowFailure.Unavailable(route, CAUSES.get(0)));
    }

    private static List<Readiness> readiness(WorkspaceProjection projection) {
        return projection.policies().values().stream()
                .map(policy -> policy.readiness())
                .toList();
    }
}
