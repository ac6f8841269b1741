package dev.trashops.plan.model;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What a policy would move to the Trash, as a person reviews it: one line an item, sorted. The digest covers exactly these
 * lines and the workspace, nothing of time or order, so that the same items make the same digest wherever it is computed.
 * The text of a line is frozen and shares no wording with messages: any other text makes another digest, which voids every
 * approval.
 */
public final class TrashPlan {
    /** What digests look like. */
    public static final String DIGEST = "sha256:[0-9a-f]{64}";

    private final WorkspaceId workspace;
    private final List<String> lines;
    private final String digest;

    private TrashPlan(WorkspaceId workspace, List<String> lines) {
        this.workspace = workspace;
        this.lines = lines;
        this.digest = "sha256:" + Sha256.hex(frozen(workspace) + "\n" + String.join("\n", lines) + "\n");
    }

    /** The plan with those lines, in whatever order. */
    public static TrashPlan of(WorkspaceId workspace, Collection<String> lines) {
        return new TrashPlan(workspace, lines.stream().distinct().sorted().toList());
    }

    /** The plan that was published with exactly those lines. Its digest is computed anew: no text is trusted to be its own. */
    public static TrashPlan published(WorkspaceId workspace, List<String> lines) {
        return new TrashPlan(workspace, List.copyOf(lines));
    }

    /**
     * The line of one item.
     *
     * @param pinnedId the internal id that its spec pins
     * @param created when it was created, or a training was started; whole seconds count
     */
    public static String line(ItemKey item, Optional<InternalId> pinnedId, Optional<Instant> created) {
        String name = switch (item.type()) {
            case PROJECT -> "project " + item.slug();
            case VERSION -> "version " + item.slug() + "/" + item.version();
            case WORKFLOW -> "workflow " + item.slug();
            case TRAINING -> "training " + item.slug() + "/" + item.version() + "/" + item.training();
        };
        return name
                + created.map(at -> " created " + at.truncatedTo(ChronoUnit.SECONDS))
                        .orElse("")
                + pinnedId.map(id -> " id " + id).orElse("");
    }

    /** Without its region in the US, since approved digests are older than regions. No slug has a blank. */
    private static String frozen(WorkspaceId workspace) {
        return workspace.region() == Region.US ? workspace.slug() : workspace.region() + " " + workspace.slug();
    }

    public WorkspaceId workspace() {
        return workspace;
    }

    public List<String> lines() {
        return lines;
    }

    /** {@code sha256:} and 64 hexadecimal digits. */
    public String digest() {
        return digest;
    }

    /** Plans with the same lines of the same workspace are the same; the digest covers both. */
    @Override
    public boolean equals(Object other) {
        return other instanceof TrashPlan plan && digest.equals(plan.digest);
    }

    @Override
    public int hashCode() {
        return digest.hashCode();
    }

    @Override
    public String toString() {
        return "TrashPlan[workspace=" + workspace + ", lines=" + lines + "]";
    }
}
