package dev.trashops.plan.checks;

import dev.trashops.plan.history.ActionVerifier.JournalState;
import dev.trashops.plan.history.DriftDetector.DriftFinding;
import dev.trashops.plan.history.EffectiveDeletions;
import dev.trashops.plan.model.Acknowledgement;
import dev.trashops.plan.model.ActionBackoff;
import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.ClaimOrigin;
import dev.trashops.plan.model.ClaimSpec;
import dev.trashops.plan.model.DesiredState;
import dev.trashops.plan.model.Hold;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.Moment;
import dev.trashops.plan.model.PolicyState;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.model.Rule;
import dev.trashops.plan.model.TrashEntry;
import dev.trashops.plan.model.TrashedBy;
import dev.trashops.plan.model.TrashingHalt;
import dev.trashops.plan.observe.FinalLook;
import dev.trashops.plan.observe.Observation;
import dev.trashops.plan.rules.ProtectingRules.Protector;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Everything known about one claim when it is decided.
 *
 * @param allowed which actions the operator may take
 * @param journal what became of its last action
 * @param drift what others did to the item
 * @param rival a claim that keeps the item, or a part of it
 * @param suspended whether any claim on the item is suspended
 * @param backoff the failure of the last attempt
 * @param deletions what its policy has trashed so far
 * @param halt that nothing is trashed in the workspace
 * @param looked whether a look has ended since somebody asked for one
 * @param finalLook how far the last look has come if its resource is being deleted
 * @param hints what may help to find an item that is not there
 */
public record ClaimFacts(
        Claim claim,
        PolicyState policy,
        Set<ActionKind> allowed,
        Observation observation,
        JournalState journal,
        DriftFinding drift,
        Optional<Claim> rival,
        boolean suspended,
        Optional<ActionBackoff> backoff,
        RuleFindings findings,
        EffectiveDeletions deletions,
        Optional<TrashingHalt> halt,
        boolean looked,
        FinalLook finalLook,
        GoneHints hints,
        Moment now) {
    private static final Set<Acknowledgement> EVERYTHING = Set.of(Acknowledgement.values());

    /**
     * What the rules of a workspace say about one claim.
     *
     * @param rule the rule of its policy that matches its item: for the claim of a trash rule the one that trashes it now,
     *     else the one that restores or mirrors its entry of the Trash
     * @param retired whether a rule created it and no rule needs it any more
     * @param protector the restore rule that protects the active item, or one of its versions
     * @param formerName the name under which its policy probably trashed the item, before people brought it back and renamed it
     */
    public record RuleFindings(
            Optional<Rule> rule, boolean retired, Optional<Protector> protector, Optional<ItemKey> formerName) {}

    public ItemKey item() {
        return claim.item();
    }

    /** Who moved the item to the Trash, where its entry tells it. */
    Optional<TrashedBy> trashedBy() {
        return observation.entry().flatMap(TrashEntry::trashedBy);
    }

    /** Whether a rule wants it trashed, rather than a person who edited the claim. */
    public boolean isGoverned() {
        return claim.spec().origin() == ClaimOrigin.TRASH_RULE && claim.wanted() == DesiredState.TRASHED;
    }

    /** The rule behind the claim, if a rule created it. */
    public Optional<Rule> rule() {
        return claim.spec().origin().isRule() ? findings.rule() : Optional.empty();
    }

    /** That rule, unless a person changed what the claim asks for since. */
    public Optional<Rule> askingRule() {
        return claim.spec().origin().desired().equals(Optional.of(claim.wanted())) ? rule() : Optional.empty();
    }

    /** What may be lost for good: as acknowledged by the claim, and by the rule that governs it. */
    public Set<Acknowledgement> acknowledged() {
        Stream<Acknowledgement> byRule =
                isGoverned() ? rule().stream().map(Rule::acknowledged).flatMap(Set::stream) : Stream.empty();
        return Stream.concat(claim.spec().acknowledged().stream(), byRule).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether nothing has to be read to know what may be lost. */
    public boolean acknowledgesEverything() {
        // Whether a training is under way matters whatever is acknowledged.
        return item().type() != ItemType.TRAINING && acknowledged().containsAll(EVERYTHING);
    }

    public boolean isBackingOff() {
        return backingOff().isPresent();
    }

    /** The failure of the last attempt, while it is too early for another. */
    Optional<ActionBackoff> backingOff() {
        return backoff.isEmpty() || now.reached(backoff.get().notBefore()) ? Optional.empty() : backoff;
    }

    /**
     * What to show if one of these held the claim before a restart and its spec is still the same: the message of before,
     * unless that is about something other than this hold.
     */
    public Optional<Readiness> heldBefore(Set<Hold> holds) {
        Optional<Readiness> shown = claim.status().readiness();
        return claim.heldBefore()
                .filter(holds::contains)
                .map(hold -> shown.filter(before -> Hold.of(before).equals(Optional.of(hold)))
                        .orElseGet(() -> Readiness.stalled(
                                hold.reason(),
                                "It was on hold before. The next read of " + item().described()
                                        + " decides whether it still is.")));
    }

    /** The readiness while an action is in progress: a failure stays visible until the action has succeeded. */
    public Readiness inProgress(ActionKind kind) {
        return backoff.map(ActionBackoff::readiness).orElseGet(() -> Decision.inProgress(kind));
    }

    /** The readiness while something has to be read before anything can be decided. */
    public Readiness pending() {
        return Readiness.reconciling(
                Reason.SNAPSHOT_PENDING, "Waiting for a fresh read of " + item().described() + " from Roboflow.");
    }

    /** How to get rid of a resource that is held by its finalizer. */
    String letGoHint() {
        return claim.spec().deleting() ? ", or deletionPolicy: Orphan to delete this resource without a restore" : "";
    }

    /** Whether its resource has only just been created: more of them may follow, such as the other files of one apply. */
    boolean isNew() {
        return ClaimSpec.isUnsettled(claim.spec().createdAt(), now);
    }

    /** The rival as it may be named: one in another namespace stays anonymous. */
    String rivalNamed() {
        return rival.filter(other -> other.id().namespace().equals(claim.id().namespace()))
                .map(other ->
                        "TrashedItem " + other.id().name() + " (" + other.item().described() + ")")
                .orElse("A TrashedItem in another namespace");
    }
}
