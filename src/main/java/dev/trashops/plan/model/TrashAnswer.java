package dev.trashops.plan.model;

import java.util.List;
import java.util.Optional;

/**
 * What Roboflow says it trashed.
 *
 * @param id the internal id of the project, workflow or training, for a version that of its project, where the answer has it
 * @param endpoint what became of the endpoint of a training's version, where the training was the one it served
 * @param contradictions what it says other than was asked for; another id alone is none, since names may have changed hands
 *     since the item was last read
 * @param restorable what it says was trashed, as a restore would name it, where that can be told
 */
public record TrashAnswer(
        Optional<InternalId> id,
        Optional<Endpoint> endpoint,
        List<Contradiction> contradictions,
        Optional<RestoreTarget> restorable) {
    /** The field that is true where the item is in the Trash, and false where it was deleted for good. */
    public static final String FOR_GOOD = "trash";

    public TrashAnswer {
        contradictions = List.copyOf(contradictions);
    }

    /** What the answer to a restore says, which names nothing that was trashed. */
    public static TrashAnswer ofRestore(List<Contradiction> contradictions) {
        return new TrashAnswer(Optional.empty(), Optional.empty(), contradictions, Optional.empty());
    }

    /** Whether it names another item, and does not only say that it was deleted for good. */
    public boolean isAboutAnother() {
        return contradictions.stream().anyMatch(one -> !one.field().equals(FOR_GOOD));
    }

    /** What the endpoint of a version does from now on. */
    public enum Change {
        /** It serves another model. */
        REPOINTED,
        /** It serves nothing any more. */
        DELETED
    }

    /**
     * How the endpoint of a version changed.
     *
     * @param serves the model that it serves now, such as {@code my-workspace/my-detector-3-2}, if that can be told
     */
    public record Endpoint(Change change, Optional<String> serves) {}

    /** What to tell people: what was done, and what has changed for those who use the endpoint. */
    public String sentence(ItemKey item) {
        String version = item.slug() + "/" + item.version();
        return "Moved to the Trash."
                + endpoint.map(seen -> " The endpoint " + version
                                + switch (seen.change()) {
                                    case REPOINTED ->
                                        " now serves " + seen.serves().orElse("another model") + ".";
                                    case DELETED -> " is no longer served.";
                                })
                        .orElse("");
    }
}
