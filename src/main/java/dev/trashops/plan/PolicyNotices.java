package dev.trashops.plan;

import dev.trashops.plan.checks.Decision;
import dev.trashops.plan.model.DesiredState;
import dev.trashops.plan.model.NaturalOrder;
import dev.trashops.plan.model.PolicyCondition;
import dev.trashops.plan.model.PolicyProjection.Notice;
import dev.trashops.plan.model.PolicyProjection.RuleReview;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.rules.RuleChildren;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the conditions of a policy say of its rules and its items. */
final class PolicyNotices {
    private static final String TRUNCATED = "The rules match more items than the " + RuleChildren.MOST
            + " that a policy may have TrashedItems for. Make the rules narrower, or distribute them over several policies.";
    private static final int NAMED = 5;

    private PolicyNotices() {}

    static Map<PolicyCondition, Notice> of(PolicyFacts facts, List<Decision> decisions, RuleReview review) {
        Map<PolicyCondition, Notice> all = new EnumMap<>(PolicyCondition.class);
        if (facts.children().truncated()) {
            all.put(PolicyCondition.TRUNCATED, notice(PolicyCondition.TRUNCATED, TRUNCATED));
        }
        facts.state()
                .childrenRefused()
                .ifPresent(message ->
                        all.put(PolicyCondition.CHILDREN_REFUSED, notice(PolicyCondition.CHILDREN_REFUSED, message)));
        stalled(facts, decisions)
                .ifPresent(message ->
                        all.put(PolicyCondition.ITEMS_STALLED, notice(PolicyCondition.ITEMS_STALLED, message)));
        review.notice().ifPresent(notice -> all.put(PolicyCondition.RULES_QUESTIONABLE, notice));
        return all;
    }

    private static Notice notice(PolicyCondition type, String message) {
        return new Notice(type.text(), message);
    }

    /** What is to be kept and is not safe before a person has acted. */
    private static Optional<String> stalled(PolicyFacts facts, List<Decision> decisions) {
        List<Decision> stalled = decisions.stream()
                .filter(decision -> decision.claim().wanted() == DesiredState.RESTORED)
                .filter(decision -> shown(decision).filter(Readiness::isStalled).isPresent())
                .sorted(Comparator.comparing(
                        (Decision decision) -> decision.facts().item(), NaturalOrder.ofItems()))
                .toList();
        return stalled.isEmpty() ? Optional.empty() : Optional.of(stalled(facts, named(stalled), stalled.size()));
    }

    private static String stalled(PolicyFacts facts, String named, int count) {
        return "Items that are to be kept need you to act: " + named
                + (count > NAMED ? " and " + (count - NAMED) + " more" : "")
                + ". The message of each says what to do: kubectl -n "
                + facts.state().policy().id().namespace() + " get ti -o wide";
    }

    private static String named(List<Decision> stalled) {
        return stalled.stream()
                .limit(NAMED)
                .map(decision -> decision.facts().item().described() + " ("
                        + shown(decision).orElseThrow().reason().text() + ")")
                .collect(Collectors.joining(", "));
    }

    private static Optional<Readiness> shown(Decision decision) {
        return decision.readiness().or(() -> decision.claim().status().readiness());
    }
}
