package dev.trashops.controller;

import static dev.trashops.Workspaces.us;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trashops.api.v1alpha1.ConditionType;
import dev.trashops.controller.testdata.ResourceFixture;
import dev.trashops.kube.MockKube;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.ItemProjection;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import dev.trashops.workspace.port.ClaimStore.Workload;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What has not changed is the same object each time the loop asks. */
class WorkloadIdentityTest {
    private final MockKube kube = new MockKube();
    private final ControllersFixture fixture = ControllersFixture.start(kube.client(), "team-a");

    @AfterEach
    void stop() {
        fixture.assertThatNobodyChangedWhatIsKept();
        fixture.close();
        kube.close();
    }

    @Test
    void whileNothingChangesTheWorkloadIsTheSame() {
        Workload before = settled();
        assertThat(workload()).isSameAs(before);

        fixture.createPolicy("others", ResourceFixture.POLICY.replace("acme", "globex"));
        fixture.createItem("three", ResourceFixture.PROJECT.replace("name: team", "name: others"));
        fixture.awaitReason("three", ConditionType.Ready, "Restored");
        assertThat(workload()).as("another workspace does not matter").isSameAs(before);
    }

    @Test
    void aStatusOfOursLeavesTheSpecAndEverythingElseAsItWas() {
        Workload before = settled();
        fixture.loop.says(claim -> Optional.of(view(claim)));
        fixture.loop.pass("acme");
        fixture.awaitReason("one", ConditionType.Stalled, "ParentInTrash");

        Workload after = await().atMost(ControllersFixture.PATIENCE)
                .until(this::workload, now -> claim(now, "one").status().hold().isPresent());
        assertThat(claim(after, "one").spec()).isSameAs(claim(before, "one").spec());
        assertThat(claim(after, "two")).isSameAs(claim(before, "two"));
        assertThat(after.policies()).isSameAs(before.policies());
        assertThat(after.histories()).isSameAs(before.histories());
    }

    @Test
    void aSpecThatChangesLeavesTheStatusAndTheOthersAsTheyWere() {
        Workload before = settled();
        fixture.merge("one", "{\"spec\":{\"suspend\":true}}");

        Workload after = awaited(now -> claim(now, "one").spec().suspended());
        assertThat(claim(after, "one").status().fingerprint())
                .isEqualTo(claim(before, "one").status().fingerprint());
        assertThat(claim(after, "two")).isSameAs(claim(before, "two"));
    }

    @Test
    void whatComesAndGoesIsSeen() {
        Workload before = settled();
        fixture.createItem("three", ResourceFixture.PROJECT);
        Workload more = awaited(now -> now.claims().size() == 3);
        assertThat(more.claims()).containsAll(before.claims());
        fixture.delete("three");
        fixture.delete("two");
        assertThat(awaited(now -> now.claims().size() == 1).claims()).containsExactly(claim(before, "one"));
        fixture.deletePolicy("team");
        assertThat(awaited(now -> now.policies().isEmpty()).claims()).isEmpty();
        fixture.createPolicy("team", ResourceFixture.POLICY);
        assertThat(awaited(now -> now.policies().size() == 1).claims()).hasSize(1);
    }

    private Workload settled() {
        fixture.createPolicy("team", ResourceFixture.POLICY);
        fixture.createItem("one", ResourceFixture.PROJECT);
        fixture.createItem("two", ResourceFixture.PROJECT);
        fixture.awaitReason("one", ConditionType.Ready, "Restored");
        fixture.awaitReason("two", ConditionType.Ready, "Restored");
        await().atMost(ControllersFixture.PATIENCE)
                .until(() -> fixture.listener.lines().contains("team: - -> Available"));
        Workload settled = awaited(now -> now.claims().size() == 2
                && now.claims().stream()
                        .allMatch(claim -> claim.status().readiness().isPresent()));
        // The informer brings what was written last.
        await().during(Duration.ofMillis(300))
                .untilAsserted(() -> assertThat(workload()).isSameAs(settled));
        return settled;
    }

    private Workload awaited(Predicate<Workload> seen) {
        return await().atMost(ControllersFixture.PATIENCE).until(this::workload, seen);
    }

    private Workload workload() {
        return fixture.store().workload(us("acme")).orElseThrow();
    }

    private static Claim claim(Workload workload, String name) {
        return workload.claims().stream()
                .filter(claim -> claim.id().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static ItemProjection view(Claim claim) {
        return claim.id().name().equals("one")
                ? FakeLoop.view(claim, Readiness.stalled(Reason.PARENT_IN_TRASH, "Restore its project."))
                : FakeLoop.ready(claim, "As desired.");
    }
}
