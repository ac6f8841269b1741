package dev.trashops.plan.model;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * The text of a {@link TrashPlan} that is hashed. It is frozen and shares no wording with messages: any other text makes
 * another digest, which voids every approval.
 */
final class TrashPlanCodec {
    private static final String PREFIX = "sha256:";

    private TrashPlanCodec() {}

    static String line(ItemKey item, Optional<InternalId> pinnedId, Optional<Instant> created) {
        return name(item)
                + created.map(at -> " created " + at.truncatedTo(ChronoUnit.SECONDS))
                        .orElse("")
                + pinnedId.map(id -> " id " + id).orElse("");
    }

    static String digest(String workspace, List<String> lines) {
        return PREFIX + Sha256.hex(workspace + "\n" + String.join("\n", lines) + "\n");
    }

    private static String name(ItemKey item) {
        return switch (item.type()) {
            case PROJECT -> "project " + item.slug();
            case VERSION -> "version " + item.slug() + "/" + item.version();
            case WORKFLOW -> "workflow " + item.slug();
        };
    }
}
