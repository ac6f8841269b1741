package dev.trashops.plan;

import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.ClaimId;
import dev.trashops.plan.model.Hold;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemView;
import dev.trashops.plan.model.Rule;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/**
 * One planned action, for people to read.
 *
 * @param kind what is planned
 * @param item for what
 * @param cleanupAt when it may be purged
 * @param rule the rule that wants it
 * @param claim the claim
 * @param hold what holds it, if anything does
 */
record PlannedLine(
        ActionKind kind,
        ItemKey item,
        Optional<Instant> cleanupAt,
        Optional<String> rule,
        ClaimId claim,
        Optional<Hold> hold) {
    /** Restores first, by the nearest purge. */
    static final Comparator<PlannedLine> ORDER = Comparator.comparing(PlannedLine::kind)
            .thenComparing(line -> line.cleanupAt().orElse(Instant.MAX))
            .thenComparing(PlannedLine::item)
            .thenComparing(line -> line.claim().uid());

    /** Of a case, if anything is planned for it. */
    static Optional<PlannedLine> of(Case one, ItemView view) {
        return view.memory()
                .planned()
                .map(kind -> new PlannedLine(
                        kind,
                        one.item(),
                        one.sight().cleanupAt(),
                        one.claim().origin().isRule() ? one.ruling().rule().map(Rule::name) : Optional.empty(),
                        one.claim().id(),
                        view.memory().hold()));
    }

    boolean isHeld() {
        return hold.isPresent();
    }

    String text() {
        return (kind == ActionKind.RESTORE ? "Restore " : "Trash ")
                + item.described()
                + rule.map(name -> " (rule " + name + ")").orElse("");
    }
}
