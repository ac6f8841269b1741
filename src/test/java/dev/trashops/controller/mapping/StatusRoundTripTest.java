package dev.trashops.controller.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.api.v1alpha1.ConditionType;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicy;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicyStatus;
import dev.trashops.api.v1alpha1.TrashedItemStatus;
import dev.trashops.controller.mapping.PolicyStatusMapper.PublishedPlan;
import dev.trashops.controller.testdata.ResourceFixture;
import dev.trashops.controller.write.StatusListener.PolicyConditions;
import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.ClaimStatus;
import dev.trashops.plan.model.CleanupWarning;
import dev.trashops.plan.model.Drift;
import dev.trashops.plan.model.EffectiveMode;
import dev.trashops.plan.model.Endangered;
import dev.trashops.plan.model.Hold;
import dev.trashops.plan.model.InternalId;
import dev.trashops.plan.model.ItemIdentity;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemProjection;
import dev.trashops.plan.model.ItemProjection.Disposition;
import dev.trashops.plan.model.LastAction;
import dev.trashops.plan.model.ObservedState;
import dev.trashops.plan.model.PastAction;
import dev.trashops.plan.model.PolicyCondition;
import dev.trashops.plan.model.PolicyId;
import dev.trashops.plan.model.PolicyProjection;
import dev.trashops.plan.model.PolicyProjection.Notice;
import dev.trashops.plan.model.PolicyProjection.ShownPlan;
import dev.trashops.plan.model.PolicyState.KeyProof;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.model.Region;
import dev.trashops.plan.model.Rename;
import dev.trashops.plan.model.SecretVersions;
import dev.trashops.plan.model.TrashFacts;
import dev.trashops.plan.model.TrashedBy;
import dev.trashops.plan.model.TrashingHalt;
import dev.trashops.plan.model.WorkspaceId;
import dev.trashops.plan.testdata.PolicyProjectionBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Whatever the loop says can be read back from the JSON of the status it was written to. */
class StatusRoundTripTest {
    private static final Instant NOW = Instant.parse("2026-04-20T17:05:33.123456789Z");
    private static final ItemKey ITEM = ItemKey.version("my-detector", 3);
    private final KubernetesSerialization serialization = new KubernetesSerialization();
    private Random random = new Random(0);

    @RepeatedTest(300)
    void aViewOfAnItemComesBack(RepetitionInfo repetition) {
        random = new Random(repetition.getCurrentRepetition());
        ItemProjection view = itemView();
        TrashedItemStatus status = ItemStatusMapper.status(view, Optional.empty(), Optional.of(ITEM), null, NOW);
        TrashedItemStatus read = serialization.unmarshal(serialization.asJson(status), TrashedItemStatus.class);
        assertThat(read).as("seed %d", repetition.getCurrentRepetition()).isEqualTo(status);
        assertThat(ItemStatusMapper.projection(read))
                .as("seed %d", repetition.getCurrentRepetition())
                .isEqualTo(view);
        assertThat(ItemStatusMapper.status(view, Optional.empty(), Optional.of(ITEM), read, NOW.plusSeconds(60)))
                .as("a second writing changes nothing")
                .isEqualTo(read);
        assertThat(read.conditions().stream()
                        .filter(condition -> List.of("Reconciling", "Stalled").contains(condition.type())))
                .hasSize(
                        view.claimStatus()
                                        .readiness()
                                        .filter(readiness -> !readiness.isReady())
                                        .isPresent()
                                ? 1
                                : 0);
    }

    @RepeatedTest(100)
    void aViewOfAPolicyComesBack(RepetitionInfo repetition) {
        random = new Random(repetition.getCurrentRepetition());
        PolicyProjection view = new PolicyProjection(
                random.nextInt(9),
                maybe(this::text),
                readiness(),
                KeyProof.CURRENT,
                SecretVersions.NONE,
                one(EffectiveMode.values()),
                conditions(),
                true,
                maybe(() -> new PolicyProjection.TrashCounts(
                        random.nextInt(9),
                        random.nextInt(9),
                        random.nextInt(9),
                        random.nextInt(9),
                        random.nextInt(9),
                        maybe(this::time),
                        maybe(this::text))),
                new PolicyProjection.ItemCounts(
                        random.nextInt(9), random.nextInt(9), random.nextInt(9), random.nextInt(9), random.nextInt(9)),
                some(() -> new PolicyProjection.RuleCounts(
                        text(), random.nextInt(9), random.nextInt(9), random.nextInt(9))),
                new PolicyProjection.PlanCounts(
                        random.nextInt(9),
                        random.nextInt(9),
                        random.nextInt(9),
                        random.nextBoolean() ? Map.of() : Map.of(one(Reason.values()), 1 + random.nextInt(9)),
                        some(this::text),
                        random.nextBoolean()),
                Optional.empty(),
                some(() -> new PastAction(
                        time(),
                        one(ActionKind.values()),
                        text(),
                        one(LastAction.Outcome.values()),
                        random.nextBoolean() ? text() : "")),
                maybe(() -> new TrashingHalt(
                        time(), text(), maybe(() -> new PolicyId("team-a", text())), maybe(this::text))),
                List.of());
        Optional<PublishedPlan> publication = maybe(() -> new PublishedPlan(text(), maybe(this::text)));
        RoboflowTrashPolicyStatus status = PolicyStatusMapper.status(view, publication, null, NOW);
        RoboflowTrashPolicyStatus read =
                serialization.unmarshal(serialization.asJson(status), RoboflowTrashPolicyStatus.class);
        assertThat(read).isEqualTo(status);
        assertThat(PolicyConditions.of(read))
                .as("seed %d", repetition.getCurrentRepetition())
                .contains(new PolicyConditions(view.readiness(), withoutRenames(view.conditions())));
        assertThat(PlanSummaryMapper.shownPlan(read))
                .contains(new ShownPlan(
                        view.plan(),
                        publication.isPresent(),
                        view.shownPlan(ShownPlan.NONE).conditions()));
        assertThat(PolicyStatusMapper.renames(read))
                .isEqualTo(view.condition(PolicyCondition.RULES_QUESTIONABLE)
                        .map(PolicyProjection.Notice::renames)
                        .orElse(List.of()));
        assertThat(PolicyStatusMapper.history(read)).isEqualTo(view.history());
        RoboflowTrashPolicy policy = ResourceFixture.policy("team-a", "team", ResourceFixture.POLICY);
        policy.setStatus(read);
        assertThat(PolicyStatusMapper.halt(policy)).isEqualTo(view.halt());
        assertThat(PolicyStatusMapper.status(view, publication, read, NOW.plusSeconds(60)))
                .isEqualTo(read);
    }

    private Map<PolicyCondition, Notice> conditions() {
        Map<PolicyCondition, Notice> conditions = new EnumMap<>(PolicyCondition.class);
        for (PolicyCondition type : PolicyCondition.values()) {
            boolean doubt = type == PolicyCondition.RULES_QUESTIONABLE;
            maybe(() -> new Notice(type.text(), text(), doubt ? some(this::rename) : List.of()))
                    .ifPresent(notice -> conditions.put(type, notice));
        }
        return conditions;
    }

    private static Map<PolicyCondition, Notice> withoutRenames(Map<PolicyCondition, Notice> conditions) {
        Map<PolicyCondition, Notice> bare = new EnumMap<>(PolicyCondition.class);
        conditions.forEach((type, notice) -> bare.put(type, new Notice(notice.reason(), notice.message())));
        return bare;
    }

    private Rename rename() {
        return random.nextBoolean()
                ? new Rename(ItemKey.project(text()), ItemKey.project(text()), text())
                : new Rename(ItemKey.workflow(text()), ItemKey.workflow(text()), text());
    }

    @Test
    void aPolicyThatCanNotBeReadKeepsWhatItsStatusTellsOfRulesPlanAndHistory() {
        PolicyProjection view = policyView(Optional.empty());
        RoboflowTrashPolicyStatus before = PolicyStatusMapper.status(
                view, Optional.of(new PublishedPlan("sha256:1", Optional.of("paper"))), null, NOW);
        RoboflowTrashPolicyStatus refused =
                PolicyStatusMapper.refused(Readiness.stalled(Reason.REJECTED, "Repair it."), 2, before, NOW);
        assertThat(refused.rules()).isEqualTo(before.rules()).hasSize(1);
        assertThat(refused.plan()).isEqualTo(before.plan()).isNotNull();
        assertThat(refused.halt()).isEqualTo(before.halt()).isNotNull();
        assertThat(refused.renames()).isEqualTo(before.renames()).hasSize(1);
        assertThat(refused.history()).isEqualTo(before.history()).hasSize(PastAction.REMEMBERED);
    }

    private static PolicyProjection policyView(Optional<PolicyProjection.TrashCounts> trash) {
        PastAction action =
                new PastAction(NOW, ActionKind.TRASH, "version my-detector/3", LastAction.Outcome.DONE, "rule prune");
        return PolicyProjectionBuilder.of(Readiness.ready(Reason.AVAILABLE, "Fine."))
                .conditions(Map.of(
                        PolicyCondition.RULES_QUESTIONABLE,
                        new Notice(
                                "Renamed",
                                "It was renamed.",
                                List.of(new Rename(ItemKey.project("cats"), ItemKey.project("kitties"), "then")))))
                .trash(trash)
                .rules(List.of(new PolicyProjection.RuleCounts("prune", 1, 1, 0)))
                .history(Collections.nCopies(PastAction.REMEMBERED + 5, action))
                .halted(new TrashingHalt(NOW, "Roboflow answered.", Optional.empty(), Optional.empty()))
                .build();
    }

    @Test
    void aConditionMovesItsTimeOnlyWhenItsStatusFlips() {
        ClaimStatus claimStatus = ClaimStatus.NONE;
        TrashedItemStatus ready =
                status(claimStatus, Readiness.ready(Reason.RESTORED, "It is active."), Optional.empty(), NOW);
        TrashedItemStatus purged = status(
                claimStatus, Readiness.ready(Reason.PURGED, "It was purged."), Optional.of(ready), NOW.plusSeconds(9));
        assertThat(purged.conditions()).singleElement().satisfies(condition -> {
            assertThat(condition.reason()).isEqualTo("Purged");
            assertThat(condition.lastTransitionTime()).isEqualTo("2026-04-20T17:05:33Z");
        });
        TrashedItemStatus lost = status(
                claimStatus, Readiness.stalled(Reason.LOST, "It is lost."), Optional.of(purged), NOW.plusSeconds(10));
        assertThat(lost.conditions())
                .allSatisfy(
                        condition -> assertThat(condition.lastTransitionTime()).isEqualTo("2026-04-20T17:05:43Z"));
        assertThat(Conditions.find(lost.conditions(), ConditionType.Stalled)).isPresent();
    }

    @Test
    void anEmptyStatusRemembersNothing() {
        assertThat(ItemStatusMapper.claimStatus(null)).isEqualTo(ClaimStatus.NONE);
        assertThat(ItemStatusMapper.claimStatus(
                        serialization.unmarshal("{\"observedGeneration\":-1}", TrashedItemStatus.class)))
                .isEqualTo(ClaimStatus.NONE);
        assertThat(PolicyConditions.of(null)).isEmpty();
    }

    private static TrashedItemStatus status(
            ClaimStatus claimStatus, Readiness readiness, Optional<TrashedItemStatus> before, Instant now) {
        ClaimStatus standingThere = new ClaimStatus(
                1,
                Optional.empty(),
                claimStatus.observed(),
                Optional.empty(),
                Hold.of(readiness),
                Optional.of(readiness),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Drift.NONE);
        return ItemStatusMapper.status(
                new ItemProjection(standingThere, Optional.empty(), Disposition.KEEP),
                Optional.empty(),
                Optional.of(ITEM),
                before.orElse(null),
                now);
    }

    private ItemProjection itemView() {
        Optional<Readiness> readiness = maybe(this::readiness);
        ClaimStatus claimStatus = new ClaimStatus(
                random.nextInt(9),
                maybe(this::text),
                one(ObservedState.values()),
                maybe(() -> one(ActionKind.values())),
                random.nextBoolean() ? Optional.of(one(Hold.values())) : readiness.flatMap(Hold::of),
                readiness,
                maybe(() -> new ItemIdentity(
                        new WorkspaceId(one(Region.values()), text()),
                        maybe(this::text),
                        maybe(this::text),
                        maybe(this::text),
                        maybe(this::text),
                        maybe(this::text),
                        maybe(this::time))),
                maybe(() -> new TrashFacts(
                        maybe(this::time),
                        maybe(this::text),
                        maybe(this::text),
                        maybe(this::time),
                        random.nextBoolean(),
                        maybe(random::nextBoolean),
                        random.nextBoolean())),
                maybe(() -> new LastAction(
                        one(ActionKind.values()),
                        time(),
                        one(LastAction.Outcome.values()),
                        random.nextBoolean() ? text() : "",
                        maybe(() -> new InternalId(text())),
                        maybe(this::time),
                        maybe(this::text),
                        random.nextInt(3),
                        maybe(this::text))),
                new Drift(
                        maybe(() -> one(ObservedState.values())),
                        Stream.generate(this::time).limit(random.nextInt(4)).toList(),
                        TrashedBy.of(maybe(this::time), maybe(this::text), maybe(this::text))));
        return new ItemProjection(
                claimStatus,
                maybe(() -> new CleanupWarning(one(CleanupWarning.Stage.values()), text())),
                maybe(() -> one(Endangered.values())),
                Disposition.KEEP);
    }

    private Readiness readiness() {
        return new Readiness(one(Readiness.Kind.values()), one(Reason.values()), text());
    }

    private <T> Optional<T> maybe(Supplier<T> value) {
        return random.nextInt(3) == 0 ? Optional.empty() : Optional.of(value.get());
    }

    private <T> List<T> some(Supplier<T> value) {
        return Stream.generate(value).limit(random.nextInt(4)).toList();
    }

    private <T> T one(T[] values) {
        return values[random.nextInt(values.length)];
    }

    private String text() {
        return one(new String[] {"my-detector", "Größe \"L\"", "a: b\nc", "0", "true", "d_abc123"})
                + random.nextInt(99);
    }

    private Instant time() {
        return Instant.ofEpochSecond(1_700_000_000L + random.nextInt(100_000_000));
    }
}
