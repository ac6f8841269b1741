package dev.trashops.workspace.simulation;

import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.ItemId;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.LastAction;
import dev.trashops.plan.model.TrashEntry;
import dev.trashops.workspace.fake.FakeItem;
import dev.trashops.workspace.fake.FakeRoboflowGateway;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** Which thing a claim is about: by its id where one is known, and by name only where none is. */
final class Meaning {
    private static final Duration AT_THE_SAME_TIME = Duration.ofMinutes(6);

    private Meaning() {}

    static boolean means(Claim claim, FakeItem thing, FakeRoboflowGateway roboflow) {
        Optional<ItemId> known = claim.itemId();
        boolean shown = thing.deletedAt().isEmpty()
                || roboflow.entry(thing).internalId().isPresent();
        return (known.isPresent() && shown) ? isKnownAs(claim, thing) : isNamed(claim, thing);
    }

    /** The same for what is restored by the known id although the Trash does not show that it has it. */
    static boolean mayMean(Claim claim, FakeItem thing, FakeRoboflowGateway roboflow) {
        return means(claim, thing, roboflow) || isKnownAs(claim, thing);
    }

    /** Whether it has the known id. */
    static boolean isKnownAs(Claim claim, FakeItem thing) {
        return claim.itemId().equals(Optional.of(thing.itemId()));
    }

    /** Whether it has, or is listed under, a name of the claim's item. */
    static boolean isNamed(Claim claim, FakeItem thing) {
        return Stream.concat(Stream.of(claim.item()), claim.renamed().stream()).anyMatch(name -> isNamed(name, thing));
    }

    private static boolean isNamed(ItemKey name, FakeItem thing) {
        return name.equals(thing.key()) || (thing.deletedAt().isPresent() && name.equals(thing.listedKey()));
    }

    /**
     * Whether restoring a thing undoes what a DELETE for that claim hit, or may have hit, as far as the one knows who restores it:
     * an entry of the name that does not tell its date may have been there before he looked first.
     */
    static boolean isUndone(Claim claim, FakeItem thing, FakeRoboflowGateway roboflow, SimOperator acting) {
        TrashEntry entry = roboflow.entry(thing);
        boolean undated = entry.deletedAt().isEmpty() && isNamed(claim, thing);
        return claim.status()
                .lastAction()
                .filter(last -> last.action() == ActionKind.TRASH)
                .map(LastAction::at)
                .filter(at -> isAbout(at, thing.deletedAt().orElseThrow())
                        || (undated && (at.isAfter(roboflow.now()) || !acting.hadListed(entry, at))))
                .isPresent();
    }

    private static boolean isAbout(Instant one, Instant other) {
        return Duration.between(one, other).abs().compareTo(AT_THE_SAME_TIME) < 0;
    }

    /** The same for a claim that asks for something else by now: its DELETE is known to have hit another thing. */
    static boolean isReverted(Claim claim, FakeItem thing, FakeRoboflowGateway roboflow, SimOperator acting) {
        return claim.status()
                        .lastAction()
                        .filter(last -> last.outcome() == LastAction.Outcome.REVERTED)
                        .isPresent()
                && isUndone(claim, thing, roboflow, acting);
    }
}
