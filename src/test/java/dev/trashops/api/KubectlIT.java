package dev.trashops.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.api.v1alpha1.Action;
import dev.trashops.api.v1alpha1.Condition;
import dev.trashops.api.v1alpha1.ConditionStatus;
import dev.trashops.api.v1alpha1.ObservedState;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicy;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicyStatus;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicyStatus.EndangeredSummary;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicyStatus.ItemsSummary;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicyStatus.PlanSummary;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicyStatus.TrashSummary;
import dev.trashops.api.v1alpha1.TrashedItem;
import dev.trashops.api.v1alpha1.TrashedItemStatus;
import dev.trashops.api.v1alpha1.TrashedItemStatus.ExternalRef;
import dev.trashops.api.v1alpha1.TrashedItemStatus.TrashInfo;
import dev.trashops.kube.KubeSpace;
import dev.trashops.kube.RealKube;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

@RealKube
class KubectlIT {
    private static final Instant DELETED = Instant.parse("2026-04-21T12:14:02Z");
    private static final Instant CLEANUP = Instant.parse("2026-05-21T12:14:02Z");

    @Test
    void explainTellsHowToNameAnItem(KubeSpace space) throws Exception {
        assertThat(words(space.kubectl("explain", "ti.spec.item")))
                .contains("The project, dataset version, workflow or training.")
                .contains("The number of the dataset version, starting at 1. Required for a Version and for a Training")
                .contains("Roboflow's internal id of the project or workflow")
                .contains("type <string> -required-");
    }

    @Test
    void explainTellsWhatTheKindsAreFor(KubeSpace space) throws Exception {
        assertThat(words(space.kubectl("explain", "ti")))
                .contains(
                        "A TrashedItem names one project, dataset version, workflow or training of a Roboflow workspace");
        assertThat(words(space.kubectl("explain", "rtp.spec.limits")))
                .contains("How many items of all types together may be trashed within the window");
        assertThat(words(space.kubectl("explain", "rtp.spec.rules")))
                .contains("The first rule that matches an item applies to it.")
                .contains("match <Object> -required-");
    }

    @Test
    void aTableOfItemsReadsFromLeftToRight(KubeSpace space) throws Exception {
        itemWithStatus(space);

        List<String> table = space.kubectl("get", "ti").lines().toList();
        assertThat(table.get(0).split(" +"))
                .containsExactly(
                        "NAME", "READY", "STATE", "DESIRED", "PLANNED", "TYPE", "ITEM", "CLEANUP", "REASON", "AGE");
        assertThat(words(table.get(1)))
                .startsWith(
                        "an-item False InTrash Restored Restore Project my-detector 2026-05-21T12:14:02Z Restoring ");
    }

    @Test
    void theWideTableAddsPolicyWorkspaceAndMessage(KubeSpace space) throws Exception {
        itemWithStatus(space);

        List<String> table = space.kubectl("get", "ti", "-o", "wide").lines().toList();
        assertThat(table.get(0).split(" +"))
                .containsExactly(
                        "NAME",
                        "READY",
                        "STATE",
                        "DESIRED",
                        "PLANNED",
                        "TYPE",
                        "ITEM",
                        "CLEANUP",
                        "REASON",
                        "POLICY",
                        "WORKSPACE",
                        "MESSAGE",
                        "AGE");
        assertThat(words(table.get(1))).contains(" Restoring team-a acme-vision The project is being brought back. ");
    }

    @Test
    void aTableOfPoliciesReadsFromLeftToRight(KubeSpace space) throws Exception {
        ManifestFixture.create(space, ManifestFixture.policy(ManifestFixture.POLICY));
        RoboflowTrashPolicy policy = space.client()
                .resources(RoboflowTrashPolicy.class)
                .inNamespace(space.namespace())
                .withName("a-policy")
                .get();
        policy.setStatus(new RoboflowTrashPolicyStatus(
                1L,
                null,
                null,
                new TrashSummary(
                        4,
                        1,
                        2,
                        1,
                        0,
                        0,
                        new EndangeredSummary(0, 1, 3),
                        CLEANUP,
                        CLEANUP.toString(),
                        "version my-detector/3",
                        null),
                "Suspended",
                new ItemsSummary(12, 9, 2, 0, 1),
                List.of(),
                new PlanSummary(null, 0, 2, 1, List.of(), List.of(), null, null),
                List.of(),
                null,
                List.of(),
                List.of(ready(ConditionStatus.True, "Available", "The key opens the workspace."))));
        space.client().resource(policy).updateStatus();

        List<String> table = space.kubectl("get", "rtp").lines().toList();
        assertThat(table.get(0).split(" +"))
                .containsExactly(
                        "NAME",
                        "READY",
                        "WORKSPACE",
                        "MODE",
                        "ITEMS",
                        "STALLED",
                        "IN-TRASH",
                        "PLANNED",
                        "HELD",
                        "ENDANGERED",
                        "NEXT-CLEANUP",
                        "AGE");
        assertThat(words(table.get(1)))
                .startsWith("a-policy True acme-vision Suspended 12 1 4 2 1 3 2026-05-21T12:14:02Z ");
        assertThat(space.kubectl("get", "rtp", "-o", "wide")).contains("REASON", "MESSAGE", "Available");
    }

    @Test
    void theCategoryListsBothKinds(KubeSpace space) throws Exception {
        ManifestFixture.create(space, ManifestFixture.policy(ManifestFixture.POLICY));
        ManifestFixture.create(space, ManifestFixture.item(ManifestFixture.ITEM));
        assertThat(space.kubectl("get", "roboflow", "-o", "name").lines())
                .containsExactlyInAnyOrder(
                        "roboflowtrashpolicy.trashops.dev/a-policy", "trasheditem.trashops.dev/an-item");
    }

    @Test
    void waitingForReadyWorksAndDescribeShowsTheConditions(KubeSpace space) throws Exception {
        itemWithStatus(space);
        assertThat(space.kubectl("wait", "--for=condition=Ready=false", "--timeout=5s", "ti/an-item"))
                .contains("condition met");
        assertThat(space.kubectl("describe", "ti", "an-item")).contains("The project is being brought back.");
    }

    private static void itemWithStatus(KubeSpace space) {
        ManifestFixture.create(space, ManifestFixture.item(ManifestFixture.ITEM));
        TrashedItem item = space.client()
                .resources(TrashedItem.class)
                .inNamespace(space.namespace())
                .withName("an-item")
                .get();
        item.setStatus(new TrashedItemStatus(
                1L,
                null,
                null,
                "my-detector",
                ObservedState.InTrash,
                Action.Restore,
                null,
                null,
                new ExternalRef("acme-vision", null, null, null, null, "my-detector", null, null),
                new TrashInfo(DELETED, "uid", null, CLEANUP, null, CLEANUP.toString(), null, null),
                null,
                null,
                List.of(ready(ConditionStatus.False, "Restoring", "The project is being brought back."))));
        space.client().resource(item).updateStatus();
    }

    private static Condition ready(ConditionStatus status, String reason, String message) {
        return new Condition("Ready", status, reason, message, DELETED, 1L);
    }

    /** One line, one space between words: how wide a terminal is does not matter. */
    private static String words(String output) {
        return output.replaceAll("\\s+", " ");
    }
}
