package dev.trashops.plan.testdata;

import dev.trashops.plan.model.EffectiveMode;
import dev.trashops.plan.model.PastAction;
import dev.trashops.plan.model.PolicyCondition;
import dev.trashops.plan.model.PolicyProjection;
import dev.trashops.plan.model.PolicyProjection.ChildToCreate;
import dev.trashops.plan.model.PolicyProjection.ItemCounts;
import dev.trashops.plan.model.PolicyProjection.Notice;
import dev.trashops.plan.model.PolicyProjection.PlanCounts;
import dev.trashops.plan.model.PolicyProjection.RuleCounts;
import dev.trashops.plan.model.PolicyProjection.TrashCounts;
import dev.trashops.plan.model.PolicyState.KeyProof;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.SecretVersions;
import dev.trashops.plan.model.TrashPlan;
import dev.trashops.plan.model.TrashingHalt;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Describes what the loop says of a policy; of what is not mentioned there is nothing to say. */
public final class PolicyProjectionBuilder {
    private long generation = 1;
    private Optional<String> handledRequest = Optional.empty();
    private Readiness readiness;
    private KeyProof proof = KeyProof.CURRENT;
    private SecretVersions secret = SecretVersions.NONE;
    private EffectiveMode mode = EffectiveMode.ENFORCE;
    private Map<PolicyCondition, Notice> conditions = Map.of();
    private boolean rulesReviewed = true;
    private Optional<TrashCounts> trash = Optional.empty();
    private ItemCounts items = new ItemCounts(0, 0, 0, 0, 0);
    private List<RuleCounts> rules = List.of();
    private PlanCounts plan = PlanCounts.NOTHING;
    private Optional<TrashPlan> trashPlan = Optional.empty();
    private List<PastAction> history = List.of();
    private Optional<TrashingHalt> halt = Optional.empty();
    private List<ChildToCreate> children = List.of();

    private PolicyProjectionBuilder(Readiness readiness) {
        this.readiness = readiness;
    }

    public static PolicyProjectionBuilder of(Readiness readiness) {
        return new PolicyProjectionBuilder(readiness);
    }

    public static PolicyProjectionBuilder like(PolicyProjection view) {
        PolicyProjectionBuilder same = new PolicyProjectionBuilder(view.readiness());
        same.generation = view.generation();
        same.handledRequest = view.handledRequest();
        same.proof = view.proof();
        same.secret = view.secret();
        same.mode = view.mode();
        same.conditions = view.conditions();
        same.rulesReviewed = view.rulesReviewed();
        same.trash = view.trash();
        same.items = view.items();
        same.rules = view.rules();
        same.plan = view.plan();
        same.trashPlan = view.trashPlan();
        same.history = view.history();
        same.halt = view.halt();
        same.children = view.children();
        return same;
    }

    public PolicyProjectionBuilder generation(long number) {
        generation = number;
        return this;
    }

    public PolicyProjectionBuilder handled(Optional<String> request) {
        handledRequest = request;
        return this;
    }

    public PolicyProjectionBuilder readiness(Readiness how) {
        readiness = how;
        return this;
    }

    public PolicyProjectionBuilder proof(KeyProof what) {
        proof = what;
        return this;
    }

    public PolicyProjectionBuilder secret(SecretVersions versions) {
        secret = versions;
        return this;
    }

    public PolicyProjectionBuilder conditions(Map<PolicyCondition, Notice> all) {
        conditions = all;
        return this;
    }

    public PolicyProjectionBuilder rulesReviewed(boolean complete) {
        rulesReviewed = complete;
        return this;
    }

    public PolicyProjectionBuilder trash(Optional<TrashCounts> counts) {
        trash = counts;
        return this;
    }

    public PolicyProjectionBuilder items(ItemCounts counts) {
        items = counts;
        return this;
    }

    public PolicyProjectionBuilder rules(List<RuleCounts> counts) {
        rules = counts;
        return this;
    }

    public PolicyProjectionBuilder plan(PlanCounts counts) {
        plan = counts;
        return this;
    }

    public PolicyProjectionBuilder trashPlan(Optional<TrashPlan> lines) {
        trashPlan = lines;
        return this;
    }

    public PolicyProjectionBuilder history(List<PastAction> actions) {
        history = actions;
        return this;
    }

    public PolicyProjectionBuilder halted(TrashingHalt why) {
        halt = Optional.of(why);
        return this;
    }

    public PolicyProjectionBuilder children(List<ChildToCreate> missing) {
        children = missing;
        return this;
    }

    public PolicyProjection build() {
        return new PolicyProjection(
                generation,
                handledRequest,
                readiness,
                proof,
                secret,
                mode,
                conditions,
                rulesReviewed,
                trash,
                items,
                rules,
                plan,
                trashPlan,
                history,
                halt,
                children);
    }
}
