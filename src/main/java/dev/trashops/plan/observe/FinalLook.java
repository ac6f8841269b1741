package dev.trashops.plan.observe;

import java.time.Duration;

/**
 * The last look at the item of a resource that is being deleted. What was seen before may be out of date: people trash
 * things and delete resources within the same minute.
 *
 * @param taken whether a listing of the Trash was begun after the deletion was seen
 * @param overdue whether it has waited as long as it may for something that will not come, such as a key
 * @param answered whether Roboflow has lately answered what it lists
 */
public record FinalLook(boolean taken, boolean overdue, boolean answered) {
    /** How long a resource waits that nobody can restore, or whose namespace is being deleted. */
    public static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Of a resource that is not being deleted. */
    public static final FinalLook NONE = new FinalLook(false, false, false);
}
