package dev.trashops.plan.projection;

import dev.trashops.plan.checks.ClaimFacts;
import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.ClaimId;
import dev.trashops.plan.model.Hold;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemProjection;
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
 * @param rule the rule behind it
 * @param claim the claim
 * @param hold what holds it, if anything does
 */
public record PlanPreviewLine(
        ActionKind kind,
        ItemKey item,
        Optional<Instant> cleanupAt,
        Optional<String> rule,
        ClaimId claim,
        Optional<Hold> hold) {
    /** Restores first, by the nearest purge. */
    public static final Comparator<PlanPreviewLine> ORDER = Comparator.comparing(PlanPreviewLine::kind)
            .thenComparing(line -> line.cleanupAt().orElse(Instant.MAX))
            .thenComparing(PlanPreviewLine::item)
            .thenComparing(line -> line.claim().uid());

    /** The line for a claim, if anything is planned for it. */
    public static Optional<PlanPreviewLine> of(ClaimFacts facts, ItemProjection projection) {
        return projection
                .claimStatus()
                .planned()
                .map(kind -> new PlanPreviewLine(
                        kind,
                        facts.item(),
                        facts.observation().cleanupAt(),
                        facts.rule().map(Rule::name),
                        facts.claim().id(),
                        projection.claimStatus().hold()));
    }

    public boolean isHeld() {
        return hold.isPresent();
    }

    public String text() {
        return (kind == ActionKind.RESTORE ? "Restore " : "Trash ")
                + item.described()
                + rule.map(name -> " (rule " + name + ")").orElse("");
    }
}
