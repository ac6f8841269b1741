package dev.trashops.plan.model;

import java.util.Optional;

/**
 * What Roboflow says it trashed.
 *
 * @param id the internal id of the project, workflow or training, for a version that of its project, where the answer has it
 * @param endpoint what became of the endpoint of a training's version, where the training was the one it served
 */
public record TrashAnswer(Optional<InternalId> id, Optional<Endpoint> endpoint) {
    /** Nothing but that it succeeded. */
    public static final TrashAnswer SILENT = new TrashAnswer(Optional.empty(), Optional.empty());

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
