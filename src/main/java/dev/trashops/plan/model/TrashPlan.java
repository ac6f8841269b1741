package dev.trashops.plan.model;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What a policy would move to the Trash, as a person reviews it: one line an item, sorted. The digest covers exactly these
 * lines and the workspace, nothing of time or order, so that the same items make the same digest wherever it is computed.
 *
 * @param workspace the workspace's slug
 * @param lines one line an item
 */
public record TrashPlan(String workspace, List<String> lines) {
    /** What digests look like. */
    public static final String DIGEST = "sha256:[0-9a-f]{64}";

    private static final String PREFIX = "sha256:";

    public TrashPlan {
        lines = List.copyOf(lines);
    }

    /** The plan with those lines, in whatever order. */
    public static TrashPlan of(String workspace, Collection<String> lines) {
        return new TrashPlan(workspace, lines.stream().distinct().sorted().toList());
    }

    /**
     * The line of one item.
     *
     * @param pinnedId the internal id that its spec pins
     * @param created when it was created; whole seconds count
     */
    public static String line(ItemKey item, Optional<String> pinnedId, Optional<Instant> created) {
        return item.described()
                + created.map(at -> " created " + at.truncatedTo(ChronoUnit.SECONDS))
                        .orElse("")
                + pinnedId.map(id -> " id " + id).orElse("");
    }

    /** {@code sha256:} and 64 hexadecimal digits. */
    public String digest() {
        return PREFIX + Sha256.hex(workspace + "\n" + String.join("\n", lines) + "\n");
    }
}
