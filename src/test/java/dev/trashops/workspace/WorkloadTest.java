package dev.trashops.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.DesiredState;
import dev.trashops.workspace.port.ClaimStore.Workload;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the informers return while they change. */
class WorkloadTest {
    @Test
    void aClaimThatWasFoundTwiceCountsOnceAndTheOthersStay() {
        WorkspaceLoopFixture fixture = new WorkspaceLoopFixture();
        fixture.apply(DesiredState.RESTORED);
        Workload once = fixture.kube.workload();
        List<Claim> twice = Stream.concat(
                        once.claims().stream(),
                        Collections.nCopies(2, once.claims().get(0)).stream())
                .toList();
        Workload found = new Workload(once.policies(), twice, once.histories(), once.renames(), once.halts());
        assertThat(found.claims()).isEqualTo(once.claims()).isNotEmpty();
    }
}
