package dev.trashops.plan.model;

import static dev.trashops.Workspaces.eu;
import static dev.trashops.Workspaces.us;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The texts here are frozen: whoever changes one voids every approval that was ever given. */
class TrashPlanTest {
    private static final Optional<Instant> CREATED = Optional.of(Instant.parse("2026-01-31T23:59:59.999Z"));
    private static final Optional<Instant> MIDNIGHT = Optional.of(Instant.parse("2025-12-01T00:00:00Z"));

    private static final String APPROVED = """
        project 3d-parts
        project my-detector created 2026-01-31T23:59:59Z id Ab12Cd34
        version a--b_c.d/1 id 5fQz
        version my-detector/12 created 2025-12-01T00:00:00Z
        version my-detector/3 created 2026-01-31T23:59:59Z
        workflow UPPER_case-2
        workflow count-cars created 2025-12-01T00:00:00Z id wf_9
        """;

    private static TrashPlan plan() {
        return TrashPlan.of(
                us("acme-vision"),
                List.of(
                        TrashPlan.line(ItemKey.workflow("count-cars"), Optional.of(new InternalId("wf_9")), MIDNIGHT),
                        TrashPlan.line(ItemKey.version("my-detector", 3), Optional.empty(), CREATED),
                        TrashPlan.line(ItemKey.version("my-detector", 12), Optional.empty(), MIDNIGHT),
                        TrashPlan.line(
                                ItemKey.project("my-detector"), Optional.of(new InternalId("Ab12Cd34")), CREATED),
                        TrashPlan.line(ItemKey.project("3d-parts"), Optional.empty(), Optional.empty()),
                        TrashPlan.line(
                                ItemKey.version("a--b_c.d", 1), Optional.of(new InternalId("5fQz")), Optional.empty()),
                        TrashPlan.line(ItemKey.workflow("UPPER_case-2"), Optional.empty(), Optional.empty())));
    }

    @Test
    void theTextOfAnApprovedPlanIsFrozen() {
        assertThat(String.join("\n", plan().lines()) + "\n").isEqualTo(APPROVED);
    }

    @Test
    void theDigestOfAnApprovedPlanIsFrozen() {
        assertThat(plan().digest())
                .isEqualTo("sha256:7c116969b747355a4e59f4da9c85a8143ddcb0f01eab9c68fe372d5ff37ada22");
        assertThat(TrashPlan.of(us("acme"), List.of()).digest())
                .isEqualTo("sha256:51cd50247156d5bceb0950be9642e549e4634809639ff1c384cd886e241c3a79");
    }

    /** Approving a plan of one region must never release anything in the other. */
    @Test
    void thePlanOfAWorkspaceInTheEuHasAnotherDigest() {
        TrashPlan plan = plan();
        TrashPlan other = TrashPlan.of(eu(plan.workspace().slug()), plan.lines());
        assertThat(other).isNotEqualTo(plan);
        assertThat(other.digest()).isEqualTo("sha256:5fe157c23e37d12240c5a2d0c38dfcf8b372f3b30ff81d97f802972bd41b63b0");
    }

    @Test
    void aPublishedPlanWhoseTextWasChangedHasAnotherDigest() {
        TrashPlan plan = plan();
        assertThat(TrashPlan.published(plan.workspace(), plan.lines())).isEqualTo(plan);
        assertThat(TrashPlan.published(us("another"), plan.lines()).digest()).isNotEqualTo(plan.digest());
        assertThat(TrashPlan.published(plan.workspace(), plan.lines().subList(1, 7)))
                .isNotEqualTo(plan);
    }
}
