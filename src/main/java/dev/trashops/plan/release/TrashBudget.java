package dev.trashops.plan.release;

import dev.trashops.plan.history.EffectiveDeletions;
import dev.trashops.plan.model.ActiveProject;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.InternalId;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.LastAction;
import dev.trashops.plan.model.Policy.Limits;
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
 * Counts recent trashings, by the operator and by people, and tells whether a batch still fits. The strictest limits of
 * all policies apply.
 */
public final class TrashBudget {
    private static final int PERCENT = 100;

    private final ObservedWorkspace workspace;
    private final ReadRequests requests;
    private final Limits strictest;
    private final boolean ledgersUnread;
    private final Instant from;
    private final boolean isCertain;
    private final Map<ItemType, Integer> counted = new EnumMap<>(ItemType.class);

    public TrashBudget(
            ObservedWorkspace workspace,
            ReadRequests requests,
            List<PolicyState> policies,
            Collection<EffectiveDeletions> ledgers,
            Collection<Claim> claims,
            List<SentDeletion> deletions) {
        this.workspace = workspace;
        this.requests = requests;
        this.strictest = strictest(policies);
        this.ledgersUnread = participants(policies)
                .anyMatch(state -> state.records().ledger().isEmpty());
        this.from = workspace.now().minus(strictest.window());
        this.isCertain =
                workspace.trash().map(seen -> seen.listing().complete()).orElse(false);
        workspace.entries().stream()
                .filter(this::isRecent)
                .forEach(entry -> ItemType.ofWireName(entry.type()).ifPresent(this::count));
        Stream.of(
                        deletions.stream(),
                        claims.stream().flatMap(TrashBudget::fromJournal),
                        ledgers.stream().flatMap(TrashBudget::fromLedger))
                .flatMap(all -> all)
                .filter(deletion -> from.isBefore(deletion.at()))
                .filter(deletion -> !isListed(deletion))
                .map(deletion -> new Counted(deletion.item(), deletion.at().truncatedTo(ChronoUnit.SECONDS)))
                .distinct()
                .forEach(deletion -> count(deletion.item().type()));
    }

    /** One DELETE. Claims and ledgers may both know it, not always with its id, and a status keeps whole seconds. */
    private record Counted(ItemKey item, Instant at) {}

    private void count(ItemType type) {
        counted.merge(type, 1, Integer::sum);
    }

    /** The strictest limits of the policies that have joined or may still join. One whose key opens nothing has no say. */
    public static Limits strictest(List<PolicyState> policies) {
        List<Limits> all =
                participants(policies).map(state -> state.policy().limits()).toList();
        return new Limits(
                all.stream().mapToInt(Limits::maxTrashed).min().orElse(0),
                all.stream().mapToInt(Limits::maxTrashedPercent).min().orElse(0),
                all.stream().map(Limits::window).max(Comparator.naturalOrder()).orElse(Duration.ofDays(1)),
                all.stream().map(Limits::settle).max(Comparator.naturalOrder()).orElse(Duration.ZERO));
    }

    private static Stream<PolicyState> participants(List<PolicyState> policies) {
        return policies.stream()
                .filter(state -> state.proved() || state.readiness().reason() == Reason.SNAPSHOT_PENDING);
    }

    private static Stream<SentDeletion> fromJournal(Claim claim) {
        return claim
                .status()
                .lastAction()
                .flatMap(LastAction::lastTrashedAt)
                .map(at -> new SentDeletion(claim.item(), rememberedId(claim), at))
                .stream();
    }

    private static Stream<SentDeletion> fromLedger(EffectiveDeletions deletions) {
        return deletions.entries().map(entry -> new SentDeletion(entry.item(), Optional.empty(), entry.at()));
    }

    private static Optional<InternalId> rememberedId(Claim claim) {
        return claim.status()
                .fingerprint()
                .flatMap(known -> known.internalId(claim.item().type()));
    }

    private boolean isRecent(TrashEntry entry) {
        return entry.deletedAt().map(from::isBefore).orElse(true);
    }

    private boolean isListed(SentDeletion deletion) {
        return workspace.index().named(deletion.item()).stream()
                .filter(this::isRecent)
                .anyMatch(entry -> {
                    Optional<InternalId> id = entry.internalId();
                    return deletion.id().isEmpty()
                            || id.isEmpty()
                            || deletion.id().equals(id);
                });
    }

    /** Whether a batch fits the limits. */
    enum Fit {
        FITS,
        EXCEEDED,
        /** The deletion ledger of some policy of the workspace has not been read yet. */
        LEDGER_UNREAD,
        /** The Trash, or the number of active items, has not been read in full yet. */
        UNKNOWN
    }

    /** Whether what is pending fits, together with what was trashed recently. */
    Fit fit(Collection<ItemKey> pending) {
        if (pending.isEmpty()) {
            return Fit.FITS;
        }
        int all = counted.values().stream().mapToInt(Integer::intValue).sum() + pending.size();
        if (all > strictest.maxTrashed()) {
            return Fit.EXCEEDED;
        }
        if (ledgersUnread) {
            return Fit.LEDGER_UNREAD;
        }
        if (!isCertain) {
            return Fit.UNKNOWN;
        }
        return Stream.of(ItemType.values())
                .map(type -> fit(
                        type,
                        pending.stream().filter(item -> item.type() == type).count()))
                .filter(fit -> fit != Fit.FITS)
                .findFirst()
                .orElse(Fit.FITS);
    }

    private Fit fit(ItemType type, long pending) {
        if (pending == 0) {
            return Fit.FITS;
        }
        int recent = counted.getOrDefault(type, 0);
        return active(type)
                .map(active -> Math.max(1, (long) strictest.maxTrashedPercent() * (active + recent) / PERCENT))
                .map(most -> pending + recent > most ? Fit.EXCEEDED : Fit.FITS)
                .orElse(Fit.UNKNOWN);
    }

    private Optional<Integer> active(ItemType type) {
        if (type == ItemType.WORKFLOW) {
            requests.wantRegularly(new ReadTarget.Workflows());
            return found(workspace.workflows()).map(Map::size);
        }
        requests.wantRegularly(new ReadTarget.Projects());
        return found(workspace.projects())
                .map(projects -> type == ItemType.PROJECT ? projects.size() : versions(projects));
    }

    private static <T> Optional<T> found(Optional<ReadResult<T>> read) {
        return read.orElse(null) instanceof ReadResult.Found<T> found ? Optional.of(found.value()) : Optional.empty();
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
