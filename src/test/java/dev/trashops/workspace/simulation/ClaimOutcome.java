package dev.trashops.workspace.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.DesiredState;
import dev.trashops.plan.model.InternalId;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.LastAction;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import dev.trashops.workspace.fake.FakeItem;
import dev.trashops.workspace.fake.FakeRoboflowGateway;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What must hold for every claim once everything is at rest, whatever its item is called by then. */
final class ClaimOutcome {
    /** Why a restore does not go on by itself. Whoever wants the whole restored is looked at, too. */
    private static final Set<Reason> EXCUSES = Set.of(
            Reason.DRIFT_FIGHT,
            Reason.DRIFT_REPORTED,
            Reason.IDENTITY_AMBIGUOUS,
            Reason.PARENT_IN_TRASH,
            Reason.WAITING_FOR_PARENT,
            Reason.SUSPENDED,
            Reason.PLAN_ONLY,
            Reason.POLICY_NOT_FOUND);

    static final Set<Reason> GONE = Set.of(Reason.PURGED, Reason.LOST, Reason.NOT_FOUND);

    private final FakeRoboflowGateway roboflow;

    ClaimOutcome(FakeRoboflowGateway roboflow) {
        this.roboflow = roboflow;
    }

    /** The statuses that are not as before. */
    static List<String> changes(List<Claim> before, List<Claim> after) {
        return after.stream()
                .filter(claim -> !before.contains(claim))
                .map(claim -> "\n" + claim + "\n was "
                        + before.stream()
                                .filter(old -> old.id().equals(claim.id()))
                                .map(Claim::status)
                                .findFirst())
                .toList();
    }

    /**
     * Whether an action seems to lie ahead, since the clock was wrong that wrote it down: after a restart nobody can tell how long
     * ago it was.
     */
    static boolean isAnyActionAhead(List<Claim> claims, Instant now) {
        return claims.stream()
                .flatMap(claim -> claim.status().lastAction().stream())
                .anyMatch(last -> last.at().isAfter(now));
    }

    /** What no listing has shown is tried again after up to half an hour, until it is given up. */
    static boolean isAnyPaused(List<Claim> claims) {
        return claims.stream()
                .flatMap(claim -> claim.status().lastAction().stream())
                .anyMatch(last -> last.isUnshown() && !last.isGivenUp());
    }

    /** The items in the Trash that a claim is about. */
    List<FakeItem> inTrash(Claim claim) {
        return roboflow.trash().stream()
                .filter(thing -> Meaning.means(claim, thing, roboflow))
                .toList();
    }

    /**
     * Whether it is active as far as anybody can tell. Of what is purged, a namesake may pass for it: of active projects and
     * versions nobody shows the id.
     */
    boolean isActive(Claim claim) {
        return active(claim).isPresent();
    }

    /**
     * The active item that a claim is about, or passes for it: nobody tells what the Trash lists without its id from what has that id,
     * but what was in a project that is still in the Trash is there with it.
     */
    Optional<FakeItem> active(Claim claim) {
        boolean told = claim.itemId()
                        .filter(id -> id.type() == ItemType.WORKFLOW
                                || roboflow.everything()
                                        .filter(thing -> thing.deletedAt().isEmpty() || isShown(thing))
                                        .anyMatch(thing -> thing.itemId().equals(id)))
                        .isPresent()
                || isHeldInTrash(claim);
        return roboflow.active().values().stream()
                .filter(thing -> told ? Meaning.isKnownAs(claim, thing) : Meaning.isNamed(claim, thing))
                .findFirst();
    }

    /** Whether the Trash lists it, or what it lies in, by a name or id that a namesake may have: nobody shows what that contains. */
    boolean isListed(Claim claim) {
        return !inTrash(claim).isEmpty()
                || roboflow.trash().stream()
                        .anyMatch(thing -> claim.names().stream()
                                        .flatMap(name -> name.ancestors().stream())
                                        .anyMatch(thing.listedKey()::equals)
                                || claim.projectId()
                                        .filter(id -> isProject(thing, id))
                                        .isPresent());
    }

    private static boolean isProject(FakeItem thing, InternalId id) {
        return thing.is(ItemType.PROJECT) && thing.id().equals(id.value());
    }

    /** Whether what it is known to have been a part of is in the Trash, perhaps with it: nobody shows what that contains. */
    private boolean isHeldInTrash(Claim claim) {
        return claim.projectId()
                .filter(id -> roboflow.trash().stream()
                        .filter(thing -> thing.project().equals(id.value()))
                        .anyMatch(thing -> claim.item().ancestors().stream()
                                .anyMatch(whole ->
                                        whole.withSlug("").equals(thing.key().withSlug("")))))
                .isPresent();
    }

    /** Whether it is in the Trash with what it lies in, or its project has gone. */
    boolean isParentInTrash(Claim claim) {
        return claim.itemId().isPresent()
                ? roboflow.isHidden(claim.itemId().get()) || isHeldInTrash(claim)
                : claim.item()
                        .parent()
                        .map(parent -> !roboflow.isActive(parent))
                        .orElse(false);
    }

    void check(Claim claim) {
        Readiness readiness = claim.status().readiness().orElseThrow();
        assertThat(claim.status().observedGeneration()).isEqualTo(claim.spec().generation());
        if (readiness.kind() == Readiness.Kind.RECONCILING) {
            throw new AssertionError("not at rest: " + claim);
        }
        boolean active = isActive(claim);
        if (readiness.isReady() && claim.wanted() == DesiredState.RESTORED && !active) {
            throw new AssertionError("it is not active: " + claim);
        }
        if (readiness.reason() == Reason.TRASHED && active && !isListed(claim)) {
            throw new AssertionError("it is active: " + claim);
        }
        List<FakeItem> inTrash = inTrash(claim);
        boolean listed = inTrash.stream().anyMatch(thing -> Meaning.isKnownAs(claim, thing) && isShown(thing));
        if (listed && GONE.contains(readiness.reason())) {
            throw new AssertionError("it is in the Trash and called gone: " + claim);
        }
        if (claim.wanted() == DesiredState.RESTORED && listed && !isExcused(claim, readiness, inTrash)) {
            throw new AssertionError("it is not restored: " + claim + ", which means " + inTrash);
        }
    }

    /** Whether Roboflow refuses a restore for it, as while another item has the name, so that it is tried now and then. */
    boolean isRefused(Claim claim) {
        Optional<LastAction> last = claim.status().lastAction();
        boolean undoing =
                last.filter(one -> one.outcome() == LastAction.Outcome.REVERTED).isPresent();
        boolean failed = last.filter(one -> one.outcome() == LastAction.Outcome.FAILED && !one.isUnshown())
                .isPresent();
        return claim.status().planned().equals(Optional.of(ActionKind.RESTORE))
                && (undoing || (failed && !inTrash(claim).isEmpty()));
    }

    /** How many more listings than at rest such restores cost within some minutes: one before and one after each try. */
    int listingsOfRefused(List<Claim> claims) {
        return 2 * (int) claims.stream().filter(this::isRefused).count();
    }

    private boolean isShown(FakeItem thing) {
        return roboflow.entry(thing).itemId().isPresent();
    }

    private boolean isExcused(Claim claim, Readiness readiness, List<FakeItem> inTrash) {
        boolean nameTaken = inTrash.stream().anyMatch(thing -> roboflow.isActive(thing.key()));
        boolean givenUp =
                claim.status().lastAction().filter(LastAction::isGivenUp).isPresent();
        return readiness.isStalled()
                && (EXCUSES.contains(readiness.reason())
                        || (nameTaken && readiness.reason() == Reason.CONFLICT)
                        || (givenUp && readiness.reason() == Reason.REJECTED));
    }
}
