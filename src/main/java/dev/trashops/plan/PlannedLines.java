package dev.trashops.plan;

import dev.trashops.plan.checks.ClaimFacts;
import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.ClaimId;
import dev.trashops.plan.model.ClaimStatus;
import dev.trashops.plan.model.Hold;
import dev.trashops.plan.model.NaturalOrder;
import dev.trashops.plan.model.PolicyProjection.PlanCounts;
import dev.trashops.plan.model.PolicyProjection.RuleCounts;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.model.Rule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The planned actions of one policy, restores first.
 *
 * @param all what is planned, held or not
 */
record PlannedLines(List<Planned> all) {

    /** A claim with a planned action. */
    private record Planned(ClaimFacts facts, ActionKind kind, Optional<Hold> hold) {
        /** Restores first, by the nearest purge. */
        private static final Comparator<Planned> ORDER = Comparator.comparing(Planned::kind)
                .thenComparing(one -> one.facts.observation().cleanupAt().orElse(Instant.MAX))
                .thenComparing(one -> one.facts.item(), NaturalOrder.ofItems())
                .thenComparing(one -> one.facts.claim().id().uid());

        private ClaimId id() {
            return facts.claim().id();
        }

        private String rule() {
            return facts.rule().map(Rule::name).orElse("");
        }

        private boolean isHeld() {
            return hold.isPresent();
        }

        private boolean isRestore() {
            return kind == ActionKind.RESTORE;
        }

        private String text() {
            return (isRestore() ? "Restore " : "Trash ")
                    + facts.item().described()
                    + facts.askingRule()
                            .map(asking -> " (rule " + asking.name() + ")")
                            .orElse("");
        }
    }

    static PlannedLines of(List<ClaimFacts> claims, Function<ClaimFacts, ClaimStatus> statuses) {
        List<Planned> planned = new ArrayList<>();
        for (ClaimFacts facts : claims) {
            ClaimStatus status = statuses.apply(facts);
            status.planned().ifPresent(kind -> planned.add(new Planned(facts, kind, status.hold())));
        }
        planned.sort(Planned.ORDER);
        return new PlannedLines(planned);
    }

    boolean isHeldBy(Hold hold) {
        return all.stream().anyMatch(one -> one.hold().equals(Optional.of(hold)));
    }

    int heldBy(Hold hold) {
        return count(all, one -> one.hold().equals(Optional.of(hold)));
    }

    /**
     * Counts them. What a model or a training keeps is not part of the plan, since no approval would release it.
     *
     * @param proposed the claims whose items are in the plan
     * @param kept why others stay
     * @param published whether there is a plan to approve; before that none of it is said to be held
     */
    PlanCounts counts(Set<ClaimId> proposed, Map<ClaimId, Reason> kept, boolean published) {
        List<Planned> lines = all.stream()
                .filter(one -> one.isRestore() || proposed.contains(one.id()))
                .toList();
        int restores = count(lines, Planned::isRestore);
        return new PlanCounts(
                restores,
                lines.size() - restores,
                count(lines, one -> one.isHeld() && (published || one.isRestore())),
                all.stream()
                        .filter(one -> !one.isRestore())
                        .flatMap(one -> Optional.ofNullable(kept.get(one.id())).stream())
                        .collect(Collectors.groupingBy(
                                reason -> reason,
                                () -> new EnumMap<>(Reason.class),
                                Collectors.summingInt(reason -> 1))),
                lines.stream().limit(PlanCounts.PREVIEW).map(Planned::text).toList(),
                false);
    }

    List<RuleCounts> ofRules(List<Rule> rules, Map<String, Integer> matched) {
        Map<String, List<Planned>> byRule = all.stream().collect(Collectors.groupingBy(Planned::rule));
        return rules.stream()
                .map(Rule::name)
                .map(rule -> {
                    List<Planned> lines = byRule.getOrDefault(rule, List.of());
                    return new RuleCounts(
                            rule, matched.getOrDefault(rule, 0), lines.size(), count(lines, Planned::isHeld));
                })
                .toList();
    }

    private static int count(List<Planned> all, Predicate<Planned> which) {
        return (int) all.stream().filter(which).count();
    }
}
