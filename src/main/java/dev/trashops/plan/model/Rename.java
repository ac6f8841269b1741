package dev.trashops.plan.model;

/**
 * That a project or workflow is called something else now.
 *
 * @param from what it was called
 * @param to what it is called now
 * @param knownBy what tells that both are the same: when the project was created, to the second, or the internal id of the workflow
 */
public record Rename(ItemKey from, ItemKey to, String knownBy) {
    /** At most so many of one policy outlast a restart. */
    public static final int REMEMBERED = 100;

    /** As in a sentence. Projects tell no ids while they are active, so that they are the same is only probable. */
    public String described() {
        String probably = from.type() == ItemType.PROJECT ? "probably " : "";
        return from.described() + " was " + probably + "renamed to " + to;
    }
}
