package dev.trashops.plan.release;

import dev.trashops.plan.history.EffectiveDeletions;
import dev.trashops.plan.model.ActiveProject;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.InternalId;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.LastAction;
import dev.trashops.plan.model.Limits;
import dev.trashops.plan.model.PolicyState;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.model.TrashEntry;
import dev.trashops.plan.observe.ObservedWorkspace;
import dev.trashops.plan.observe.ReadRequests;
import dev.trashops.plan.observe.ReadResult;
import dev.trashops.plan.observe.ReadTarget;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Counts what was trashed lately, by whomever, and says whether a batch still fits. Of several policies the strictest
 * limit holds.
 */
public final class TrashBudget {
    private static final int PERCENT = 100;

    private final ObservedWorkspace world;
    private final ReadRequests requests;
    private final Limits strictest;
    private final boolean unread;
    private final Instant from;
    private final boolean isCertain;
    private final Map<ItemType, Integer> counted = new EnumMap<>(ItemType.class);

    public TrashBudget(
            ObservedWorkspace world,
            ReadRequests requests,
            List<PolicyState> policies,
            Collection<EffectiveDeletions> books,
            Collection<Claim> claims,
            List<SentDeletion> deletions) {
        this.world = world;
        this.requests = requests;
        this.strictest = strictest(policies);
        this.unread = concerned(policies).anyMatch(state -> state.book().isEmpty());
        this.from = world.now().minus(strictest.window());
        this.isCertain = world.trash().map(seen -> seen.listing().complete()).orElse(false);
        world.entries().stream()
                .filter(this::isLate)
                .forEach(entry -> ItemType.ofWireName(entry.type()).ifPresent(this::count));
        Stream.of(
                        deletions.stream(),
                        claims.stream().flatMap(TrashBudget::journalled),
                        books.stream().flatMap(TrashBudget::entered))
                .flatMap(all -> all)
                .filter(deletion -> from.isBefore(deletion.at()))
                .filter(deletion -> !isListed(deletion))
                .map(deletion -> new Counted(deletion.item(), deletion.at().truncatedTo(ChronoUnit.SECONDS)))
                .distinct()
                .forEach(deletion -> count(deletion.item().type()));
    }

    /** One DELETE: claims and ledger may both know of it, not always with its id, and a status keeps whole seconds. */
    private record Counted(ItemKey item, Instant at) {}

    private void count(ItemType type) {
        counted.merge(type, 1, Integer::sum);
    }

    /** The strictest limits of the policies that have joined, or may yet: a stranger's key that opens nothing has no say. */
    public static Limits strictest(List<PolicyState> policies) {
        List<Limits> all =
                concerned(policies).map(state -> state.policy().limits()).toList();
        return new Limits(
                all.stream().mapToInt(Limits::maxTrashed).min().orElse(0),
                all.stream().mapToInt(Limits::maxTrashedPercent).min().orElse(0),
                all.stream().map(Limits::window).max(Comparator.naturalOrder()).orElse(Duration.ofDays(1)),
                all.stream().map(Limits::settle).max(Comparator.naturalOrder()).orElse(Duration.ZERO));
    }

    private static Stream<PolicyState> concerned(List<PolicyState> policies) {
        return policies.stream()
                .filter(state -> state.proved() || state.standing().reason() == Reason.SNAPSHOT_PENDING);
    }

    private static Stream<SentDeletion> journalled(Claim claim) {
        return claim
                .status()
                .lastAction()
                .flatMap(LastAction::lastTrashedAt)
                .map(at -> new SentDeletion(claim.item(), remembered(claim), at))
                .stream();
    }

    private static Stream<SentDeletion> entered(EffectiveDeletions book) {
        return book.entries().map(entry -> new SentDeletion(entry.item(), Optional.empty(), entry.at()));
    }

    private static Optional<InternalId> remembered(Claim claim) {
        return claim.status()
                .fingerprint()
                .flatMap(known -> known.internalId(claim.item().type()));
    }

    private boolean isLate(TrashEntry entry) {
        return entry.deletedAt().map(from::isBefore).orElse(true);
    }

    private boolean isListed(SentDeletion deletion) {
        return world.index().named(deletion.item()).stream()
                .filter(this::isLate)
                .anyMatch(entry -> {
                    Optional<InternalId> id = entry.internalId();
                    return deletion.id().isEmpty()
                            || id.isEmpty()
                            || deletion.id().equals(id);
                });
    }

    /** Whether what is pending, together with what was trashed lately, is over the limits. */
    Fit fit(Collection<ItemKey> pending) {
        if (pending.isEmpty()) {
            return Fit.FITS;
        }
        int all = counted.values().stream().mapToInt(Integer::intValue).sum() + pending.size();
        if (all > strictest.maxTrashed()) {
            return Fit.EXCEEDED;
        }
        if (unread) {
            return Fit.BOOK_UNREAD;
        }
        if (!isCertain) {
            return Fit.UNKNOWN;
        }
        for (ItemType type : ItemType.values()) {
            long asked = pending.stream().filter(item -> item.type() == type).count();
            if (asked == 0) {
                continue;
            }
            Optional<Integer> active = active(type);
            if (active.isEmpty()) {
                return Fit.UNKNOWN;
            }
            int lately = counted.getOrDefault(type, 0);
            long most = Math.max(1, (long) strictest.maxTrashedPercent() * (active.get() + lately) / PERCENT);
            if (asked + lately > most) {
                return Fit.EXCEEDED;
            }
        }
        return Fit.FITS;
    }

    /** Whether a batch fits the limits. */
    enum Fit {
        FITS,
        EXCEEDED,
        /** What some policy of the workspace has trashed has not been read yet. */
        BOOK_UNREAD,
        /** What was trashed lately, or how many items are active, has not been read in full yet. */
        UNKNOWN
    }

    private Optional<Integer> active(ItemType type) {
        requests.wantRegularly(type == ItemType.WORKFLOW ? new ReadTarget.Workflows() : new ReadTarget.Projects());
        return type == ItemType.WORKFLOW
                ? world.workflows()
                        .flatMap(read -> read instanceof ReadResult.Found<? extends Map<String, ?>> found
                                ? Optional.of(found.value().size())
                                : Optional.empty())
                : world.projects()
                        .flatMap(read -> read instanceof ReadResult.Found<Map<String, ActiveProject>> found
                                ? Optional.of(
                                        type == ItemType.PROJECT ? found.value().size() : versions(found.value()))
                                : Optional.empty());
    }

    private static int versions(Map<String, ActiveProject> projects) {
        return projects.values().stream()
                .mapToInt(project -> project.versions().orElse(0))
                .sum();
    }

    public Limits limits() {
        return strictest;
    }
}
