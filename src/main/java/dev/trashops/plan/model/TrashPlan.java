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

    private static final int HEX_DIGITS_IN_NAMES = 8;

    private final WorkspaceId workspace;
    private final List<String> lines;
    private final List<String> review;
    private final String digest;

    private TrashPlan(WorkspaceId workspace, List<String> lines, List<String> review) {
        this.workspace = workspace;
        this.lines = lines;
        this.review = review;
        this.digest = "sha256:" + Sha256.hex(hashed());
    }

    /** The plan with those lines, in whatever order. */
    public static TrashPlan of(WorkspaceId workspace, Collection<String> lines) {
        return of(workspace, lines, List.of());
    }

    /**
     * The plan with those lines, in whatever order.
     *
     * @param review what to tell people of its items, one line each, in the order to read them; not part of the digest
     */
    public static TrashPlan of(WorkspaceId workspace, Collection<String> lines, List<String> review) {
        return new TrashPlan(workspace, lines.stream().distinct().sorted().toList(), List.copyOf(review));
    }

    /** The plan that was published with exactly those lines. Its digest is computed anew: no text is trusted to be its own. */
    public static TrashPlan published(WorkspaceId workspace, List<String> lines) {
        return new TrashPlan(workspace, List.copyOf(lines), List.of());
    }

    /** The name of the ConfigMap in which a policy publishes the plan with that digest. */
    public static String configMap(PolicyId policy, String digest) {
        int from = digest.indexOf(':') + 1;
        return policy.name() + "-plan-" + digest.substring(from, from + HEX_DIGITS_IN_NAMES);
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

    /** What to tell people of its items; empty for a plan that was read back. */
    public List<String> review() {
        return review;
    }

    /** The very text whose SHA-256 is the digest: the workspace, then the lines. */
    public String hashed() {
        return frozen(workspace) + "\n" + String.join("\n", lines) + "\n";
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
