package dev.trashops.plan.release;

import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.Policy.Limits;
import java.time.Duration;
import java.util.Optional;

/**
 * By how much a batch exceeds the limits of its workspace.
 *
 * @param share what the percentage is of; absent where {@code limits.maxTrashed} is exceeded
 * @param pending how many items are to be trashed
 * @param recent how many were trashed within the window
 * @param most how many may be, in all
 */
public record LimitExcess(Optional<Share> share, int pending, int recent, int most, Limits limits) {

    /**
     * A percentage of the items of one type.
     *
     * @param all those that are active, and those that were within the window
     */
    public record Share(ItemType type, int percent, int all) {}

    /** What each held item says: no numbers, which would change on all of them with every deletion. */
    static String ofItem(Claim claim) {
        return "On hold: with what else is to be trashed it exceeds the limits of this workspace. LimitExceeded of"
                + " RoboflowTrashPolicy " + claim.policy().name()
                + " says by how much, and how to go on: kubectl -n "
                + claim.policy().namespace() + " describe rtp " + claim.policy().name();
    }

    /** Such as {@code 3 workflows to trash + 1 trashed in the last 24h is more than 20 % of 4 (limit 1)}. */
    public String described() {
        String noun = share.map(of -> of.type().noun()).orElse("item");
        return pending + " " + noun + (pending == 1 ? "" : "s") + " to trash"
                + (recent == 0 ? "" : " + " + recent + " trashed in the last " + text(limits.window()))
                + " is more than "
                + share.map(of -> of.percent() + " % of " + of.all() + " (limit " + most + ")")
                        .orElse("limits.maxTrashed (" + most + ")");
    }

    /** As in a spec: one number and the largest unit that fits. */
    private static String text(Duration window) {
        if (window.toSecondsPart() != 0) {
            return window.toSeconds() + "s";
        }
        if (window.toMinutesPart() != 0) {
            return window.toMinutes() + "m";
        }
        return window.toHours() % 24 == 0 && window.toDays() > 1 ? window.toDays() + "d" : window.toHours() + "h";
    }
}
