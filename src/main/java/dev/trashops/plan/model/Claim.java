package dev.trashops.plan.model;

import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** One TrashedItem as the planner sees it: what it asks for, and what is remembered of it. */
public record Claim(ClaimSpec spec, ClaimStatus status) {
    /** The oldest first: by creation, then by uid. */
    public static final Comparator<Claim> OLDEST_FIRST = Comparator.comparing((Claim claim) -> claim.spec.createdAt())
            .thenComparing(claim -> claim.id().uid());

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
        return status.fingerprint().filter(known -> {
            Optional<InternalId> seen = known.internalId(item().type());
            return spec.pinnedId().isEmpty()
                    || seen.isEmpty()
                    || spec.pinnedId().equals(seen);
        });
    }

    /** What its item was last seen to be in another workspace than that one. */
    public Optional<ItemIdentity> seenOutside(WorkspaceId workspace) {
        return status.fingerprint().filter(known -> !known.workspace().equals(workspace));
    }

    /** The internal id that its item must have, for a version its project: given by the spec, else remembered. */
    public Optional<InternalId> expectedId() {
        return item().type() == ItemType.TRAINING
                ? Optional.of(new InternalId(item().training()))
                : spec.pinnedId().or(() -> fingerprint().flatMap(known -> known.internalId(item().type())));
    }

    /** What its item is, as far as that is known. It goes before any name: people rename things. */
    public Optional<ItemId> itemId() {
        return expectedId().map(id -> ItemId.of(item(), id));
    }

    /** The internal id of the project that a version or training belongs to, as far as it is known. */
    public Optional<InternalId> projectId() {
        return switch (item().type()) {
            case PROJECT, WORKFLOW -> Optional.empty();
            case VERSION -> expectedId();
            case TRAINING -> fingerprint().flatMap(ItemIdentity::parentId).map(InternalId::new);
        };
    }

    /** What Roboflow last called its item, if that is not what the spec calls it. */
    public Optional<ItemKey> renamed() {
        return fingerprint()
                .flatMap(known -> known.slug(item().type()))
                .filter(slug -> !slug.equals(item().slug()))
                .map(item()::withSlug);
    }

    /** What the spec calls its item, and what Roboflow last called it if that is another name. */
    public Stream<ItemKey> names() {
        return Stream.concat(Stream.of(item()), renamed().stream());
    }

    /** Whether the spec has changed, or somebody asked to reconcile, since the status was written. */
    public boolean hasChanged() {
        return spec.generation() != status.observedGeneration()
                || !spec.requestedAt().equals(status.handledRequest());
    }
}
