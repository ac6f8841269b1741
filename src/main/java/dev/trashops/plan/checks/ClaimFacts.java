package dev.trashops.plan.checks;

import dev.trashops.plan.history.DriftFinding;
import dev.trashops.plan.history.EffectiveDeletions;
import dev.trashops.plan.history.JournalState;
import dev.trashops.plan.model.Acknowledgement;
import dev.trashops.plan.model.ActionBackoff;
import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.ClaimOrigin;
import dev.trashops.plan.model.DesiredState;
import dev.trashops.plan.model.Hold;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.PolicyState;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Rule;
import dev.trashops.plan.model.TrashEntry;
import dev.trashops.plan.observe.Observation;
import dev.trashops.plan.rules.RuleFindings;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Everything known of one claim while its verdict is worked out.
 *
 * @param claim the claim
 * @param policy its policy
 * @param sight where its item is
 * @param journal what became of its last action
 * @param drifts what others did to the item
 * @param rival a claim that wants the item, or a part of it, kept
 * @param suspended whether some claim on the item is suspended
 * @param setback the last attempt's failure
 * @param ruling what rules have to do with it
 * @param book what its policy has trashed so far
 * @param now the present time
 */
public record ClaimFacts(
        Claim claim,
        PolicyState policy,
        Observation sight,
        JournalState journal,
        DriftFinding drifts,
        Optional<Claim> rival,
        boolean suspended,
        Optional<ActionBackoff> setback,
        RuleFindings ruling,
        EffectiveDeletions book,
        Instant now) {

    public ItemKey item() {
        return claim.item();
    }

    /** Who moved the item to the Trash, if that may be shown. */
    Optional<String> trashedBy() {
        return sight.entry().flatMap(TrashEntry::deletedByName);
    }

    /** Whether it is trashed because of a rule, not because a person wrote so on the claim. */
    public boolean isGoverned() {
        return claim.spec().origin() == ClaimOrigin.TRASH_RULE && claim.wanted() == DesiredState.TRASHED;
    }

    /** What may be lost for good: what the claim names, and what the rule does that governs it. */
    public Set<Acknowledgement> acknowledged() {
        Stream<Acknowledgement> byRule =
                isGoverned() ? ruling.rule().stream().map(Rule::acknowledged).flatMap(Set::stream) : Stream.empty();
        return Stream.concat(claim.spec().acknowledged().stream(), byRule).collect(Collectors.toUnmodifiableSet());
    }

    /** The failure of the last attempt, while it is too early for another. */
    Optional<ActionBackoff> heldBack() {
        return setback.filter(failed -> now.isBefore(failed.notBefore()));
    }

    /** How the claim goes on to stand if one of these held it before a restart and its spec is still the same. */
    Optional<Readiness> heldBefore(Set<Hold> holds) {
        return claim.heldBefore().filter(holds::contains).map(this::shownBefore);
    }

    /** What was shown of a hold is shown again, unless it tells of something else than what holds the item. */
    private Readiness shownBefore(Hold hold) {
        return claim.status()
                .standing()
                .filter(shown -> Hold.of(shown).equals(Optional.of(hold)))
                .orElseGet(() -> Readiness.stalled(
                        hold.reason(),
                        "It was held before, and a fresh look at " + item().described()
                                + " tells whether it still is."));
    }

    /** How the claim stands while the action goes on: a failure stays in sight until the action has worked. */
    public Readiness inProgress(ActionKind kind) {
        return setback.map(ActionBackoff::standing).orElseGet(() -> DecisionTable.inProgress(kind));
    }

    /** Where the item may be mentioned: a rival of another namespace stays unnamed. */
    String rivalNamed() {
        return rival.filter(other -> other.id().namespace().equals(claim.id().namespace()))
                .map(other ->
                        "TrashedItem " + other.id().name() + " (" + other.item().described() + ")")
                .orElse("A TrashedItem of another namespace");
    }
}
