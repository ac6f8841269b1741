package dev.trashops.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.api.v1alpha1.Acknowledgement;
import dev.trashops.api.v1alpha1.Action;
import dev.trashops.api.v1alpha1.Approval;
import dev.trashops.api.v1alpha1.Condition;
import dev.trashops.api.v1alpha1.ConditionStatus;
import dev.trashops.api.v1alpha1.DesiredState;
import dev.trashops.api.v1alpha1.ItemType;
import dev.trashops.api.v1alpha1.ObservedState;
import dev.trashops.api.v1alpha1.Outcome;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicy;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicySpec;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicySpec.Scope;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicyStatus;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicyStatus.PastAction;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicyStatus.PlanSummary;
import dev.trashops.api.v1alpha1.Rule;
import dev.trashops.api.v1alpha1.Rule.Selector;
import dev.trashops.api.v1alpha1.RuleAction;
import dev.trashops.api.v1alpha1.TrashedItem;
import dev.trashops.api.v1alpha1.TrashedItemStatus;
import dev.trashops.api.v1alpha1.TrashedItemStatus.Drift;
import dev.trashops.api.v1alpha1.TrashedItemStatus.LastAction;
import dev.trashops.api.v1alpha1.TrashedItemStatus.TrashInfo;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class WireFormatTest {
    private static final Instant TIME = Instant.parse("2026-04-20T17:05:33.987Z");

    private final KubernetesSerialization json = new KubernetesSerialization();

    @Test
    void whatIsAbsentIsNotWritten() {
        TrashedItem item = read(ManifestFixture.ITEM);
        assertThat(json.asJson(item.getSpec()))
                .isEqualTo(
                        "{\"policyRef\":{\"name\":\"team-a\"},\"item\":{\"type\":\"Project\",\"project\":\"my-detector\"},"
                                + "\"desiredState\":\"Restored\"}");
        assertThat(item.getSpec().acknowledge()).isEmpty();
        assertThat(item.getSpec().driftPolicy())
                .as("defaults are the API server's")
                .isNull();
    }

    @Test
    void timesAreWrittenInUtcAndWholeSecondsSaveThatOfAnAction() {
        TrashedItemStatus status = new TrashedItemStatus(
                null,
                null,
                null,
                null,
                ObservedState.InTrash,
                null,
                null,
                null,
                null,
                new TrashInfo(TIME, null, null, TIME, null, null, null, null),
                new LastAction(Action.Trash, TIME, Outcome.Started, null, null, null, null, null, null),
                new Drift(ObservedState.InTrash, List.of(TIME), null, null, null),
                List.of(new Condition("Ready", ConditionStatus.True, "Trashed", "In the Trash.", TIME, null)));

        String written = json.asJson(status);

        assertThat(written)
                .contains("\"deletedAt\":\"2026-04-20T17:05:33Z\"")
                .contains("\"scheduledCleanupAt\":\"2026-04-20T17:05:33Z\"")
                .contains("\"reversals\":[\"2026-04-20T17:05:33Z\"]")
                .contains("\"lastTransitionTime\":\"2026-04-20T17:05:33Z\"")
                .contains("\"at\":\"2026-04-20T17:05:33.987Z\"");
        assertThat(json.unmarshal(written, TrashedItemStatus.class)).isEqualTo(status);
    }

    @Test
    void aFieldOfALaterReleaseIsNoError() {
        assertThat(read(ManifestFixture.ITEM.replace("desiredState", "later: 1, desiredState"))
                        .getSpec()
                        .desiredState())
                .isEqualTo(DesiredState.Restored);
    }

    @Test
    void anEmptyScopeStaysToldFromNoScope() {
        RoboflowTrashPolicySpec spec = policyWith("scope: {projects: []}");
        assertThat(spec.scope()).isEqualTo(new Scope(List.of(), null));
        assertThat(json.asJson(spec)).contains("\"scope\":{\"projects\":[]}");
    }

    @Test
    void aRuleIsReadAndWrittenAsAPersonWritesIt() {
        RoboflowTrashPolicySpec spec = policyWith("""
            rules: [{name: prune, action: Trash, approval: Automatic, acknowledge: [TrainedModel],
                     match: {types: [Version], olderThan: 90d, keepLast: 5}, exclude: {projects: [prod-*]}}],
            approvedPlan: {digest: 'sha256:00', until: '2026-04-20T19:05:33+02:00'}\
            """);

        assertThat(spec.rules())
                .containsExactly(new Rule(
                        "prune",
                        RuleAction.Trash,
                        new Selector(List.of(ItemType.Version), null, null, null, null, null, "90d", 5, null),
                        new Selector(List.of(), List.of("prod-*"), null, null, null, null, null, null, null),
                        List.of(Acknowledgement.TrainedModel),
                        Approval.Automatic));
        assertThat(json.asJson(spec))
                .contains("\"rules\":[{\"name\":\"prune\",\"action\":\"Trash\",\"match\":{\"types\":[\"Version\"],"
                        + "\"olderThan\":\"90d\",\"keepLast\":5},\"exclude\":{\"projects\":[\"prod-*\"]},"
                        + "\"acknowledge\":[\"TrainedModel\"],\"approval\":\"Automatic\"}]")
                .contains("\"approvedPlan\":{\"digest\":\"sha256:00\",\"until\":\"2026-04-20T17:05:33Z\"}");
    }

    @Test
    void withoutRulesNothingIsWrittenOfThemNorOfTheirStatus() {
        RoboflowTrashPolicySpec spec = policyWith("suspend: true");
        assertThat(spec.rules()).isEmpty();
        assertThat(json.asJson(spec)).doesNotContain("rules", "approvedPlan");
        assertThat(json.asJson(new RoboflowTrashPolicyStatus(
                        1L,
                        null,
                        null,
                        null,
                        null,
                        null,
                        List.of(),
                        new PlanSummary(null, 1, null, null, List.of(), List.of(), null, null),
                        List.of(),
                        null,
                        List.of(),
                        List.of())))
                .isEqualTo("{\"observedGeneration\":1,\"plan\":{\"restore\":1}}");
    }

    @Test
    void aPastActionKeepsTheExactTimeOfItsJournalEntry() {
        PastAction past = new PastAction(TIME, Action.Trash, "version my-detector/3", Outcome.Done, null);
        String written = json.asJson(past);
        assertThat(written)
                .isEqualTo("{\"at\":\"2026-04-20T17:05:33.987Z\",\"action\":\"Trash\","
                        + "\"item\":\"version my-detector/3\",\"outcome\":\"Done\"}");
        assertThat(json.unmarshal(written, PastAction.class)).isEqualTo(past);
    }

    private RoboflowTrashPolicySpec policyWith(String fields) {
        return json.unmarshal(json.asJson(ManifestFixture.policyWith(fields)), RoboflowTrashPolicy.class)
                .getSpec();
    }

    private TrashedItem read(String spec) {
        return json.unmarshal(json.asJson(ManifestFixture.item(spec)), TrashedItem.class);
    }
}
