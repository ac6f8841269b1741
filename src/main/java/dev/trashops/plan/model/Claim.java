package dev.trashops.plan.model;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One TrashedItem as the planner sees it: what it asks for, and what is remembered of it. What follows from both is asked for in every
 * pass, so it is worked out once.
 */
public final class Claim {
    /** The oldest first: by creation, then by uid. */
    public static final Comparator<Claim> OLDEST_FIRST = Comparator.comparing((Claim claim) -> claim.spec.createdAt())
            .thenComparing(claim -> claim.id().uid());

    private final ClaimSpec spec;
    private final ClaimStatus status;
    private final Optional<ItemIdentity> fingerprint;
    private final Optional<InternalId> expectedId;
    private final Optional<InternalId> projectId;
    private final Optional<ItemId> itemId;
    private final List<ItemKey> names;
    private final List<ItemKey> wholes;
    private final List<ItemId> wholeIds;

    public Claim(ClaimSpec spec, ClaimStatus status) {
        this.spec = spec;
        this.status = status;
        this.fingerprint = status.fingerprint().filter(known -> isPossible(spec, known));
        this.expectedId = spec.item().type() == ItemType.TRAINING
                ? Optional.of(new InternalId(spec.item().training()))
                : spec.pinnedId()
                        .or(() -> fingerprint.flatMap(
                                known -> known.internalId(spec.item().type())));
        this.projectId = projectId(spec.item().type());
        this.itemId = expectedId.map(id -> ItemId.of(spec.item(), id));
        this.names = fingerprint
                .flatMap(known -> known.slug(spec.item().type()))
                .filter(slug -> !slug.equals(spec.item().slug()))
                .map(slug -> List.of(spec.item(), spec.item().withSlug(slug)))
                .orElseGet(() -> List.of(spec.item()));
        this.wholes = spec.item().ancestors().isEmpty()
                ? List.of()
                : names.stream().flatMap(name -> name.ancestors().stream()).toList();
        this.wholeIds = projectId
                .map(project -> spec.item().ancestors().stream()
                        .map(whole -> ItemId.of(whole, project))
                        .toList())
                .orElse(List.of());
    }

    private static boolean isPossible(ClaimSpec spec, ItemIdentity known) {
        Optional<InternalId> seen = known.internalId(spec.item().type());
        return spec.pinnedId().isEmpty() || seen.isEmpty() || spec.pinnedId().equals(seen);
    }

    private Optional<InternalId> projectId(ItemType type) {
        return switch (type) {
            case PROJECT, WORKFLOW -> Optional.empty();
            case VERSION -> expectedId;
            case TRAINING -> fingerprint.flatMap(ItemIdentity::parentId).map(InternalId::new);
        };
    }

    public ClaimSpec spec() {
        return spec;
    }

    public ClaimStatus status() {
        return status;
    }

    public ClaimId id() {
        return spec.id();
    }

    public PolicyId policy() {
        return spec.policy();
    }

    public ItemKey item() {
        return spec.item();
    }

    /** The state it wants its item to be in now, also while it is being deleted. */
    public DesiredState wanted() {
        return spec.wanted();
    }

    public Claim withStatus(ClaimStatus newer) {
        return new Claim(spec, newer);
    }

    /** The same, as if its deletion were to do that in Roboflow. */
    public Claim deletedAs(DeletionPolicy other) {
        return new Claim(spec.deletedAs(other), status);
    }

    /** What held it when it was last decided on, unless its spec has changed since or somebody asked to reconcile. */
    public Optional<Hold> heldBefore() {
        return hasChanged() ? Optional.empty() : status.hold();
    }

    /** What was remembered of its item, unless that contradicts the id that the spec pins. */
    public Optional<ItemIdentity> fingerprint() {
        return fingerprint;
    }

    /** Whether its item was last seen in that workspace. */
    public boolean isOf(WorkspaceId workspace) {
        return status.fingerprint()
                .filter(known -> known.workspace().equals(workspace))
                .isPresent();
    }

    /** What its item was last seen to be in another workspace than that one. */
    public Optional<ItemIdentity> seenOutside(WorkspaceId workspace) {
        return status.fingerprint().filter(known -> !known.workspace().equals(workspace));
    }

    /** The internal id that its item must have, for a version its project: given by the spec, else remembered. */
    public Optional<InternalId> expectedId() {
        return expectedId;
    }

    /** What its item is, as far as that is known. It goes before any name: people rename things. */
    public Optional<ItemId> itemId() {
        return itemId;
    }

    /** The internal id of the project that a version or training belongs to, as far as it is known. */
    public Optional<InternalId> projectId() {
        return projectId;
    }

    /** What Roboflow last called its item, if that is not what the spec calls it. */
    public Optional<ItemKey> renamed() {
        return names.size() > 1 ? Optional.of(names.get(1)) : Optional.empty();
    }

    /** What the spec calls its item, and what Roboflow last called it if that is another name. */
    public List<ItemKey> names() {
        return names;
    }

    /** What its item lies in, the nearest first, by all its names. */
    public List<ItemKey> wholes() {
        return wholes;
    }

    /** The ids of that, as far as they are known. */
    public List<ItemId> wholeIds() {
        return wholeIds;
    }

    /** Whether the spec has changed, or somebody asked to reconcile, since the status was written. */
    public boolean hasChanged() {
        return spec.generation() != status.observedGeneration()
                || !spec.requestedAt().equals(status.handledRequest());
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || (other instanceof Claim claim && spec.equals(claim.spec) && status.equals(claim.status));
    }

    @Override
    public int hashCode() {
        return Objects.hash(spec, status);
    }

    @Override
    public String toString() {
        return "Claim[spec=" + spec + ", status=" + status + "]";
    }
}
