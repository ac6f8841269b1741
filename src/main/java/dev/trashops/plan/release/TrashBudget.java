package dev.trashops.plan.release;

import dev.trashops.plan.history.EffectiveDeletions;
import dev.trashops.plan.model.ActiveProject;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.InternalId;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.LastAction;
import dev.trashops.plan.model.Moment;
import dev.trashops.plan.model.Policy.Limits;
import dev.trashops.plan.model.PolicyState;
import dev.trashops.plan.model.TrashEntry;
import dev.trashops.plan.observe.ObservedWorkspace;
import dev.trashops.plan.observe.ReadResult;
import dev.trashops.plan.observe.ReadTarget;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Counts recent trashings, by the operator and by people, and tells whether a batch still fits. The strictest limits of
 * all policies apply.
 */
public final class TrashBudget {
    private static final int PERCENT = 100;

    private final ObservedWorkspace workspace;
    private final Limits strictest;
    private final boolean ledgersUnread;
    private final Moment now;
    private final boolean isCertain;
    private final Map<ItemType, Integer> counted = new EnumMap<>(ItemType.class);
    private final Map<ItemKey, Set<InternalId>> deleted;

    public TrashBudget(
            ObservedWorkspace workspace,
            List<PolicyState> policies,
            Collection<EffectiveDeletions> ledgers,
            Collection<Claim> claims,
            List<SentDeletion> deletions) {
        this.workspace = workspace;
        this.strictest = strictest(policies);
        this.ledgersUnread = participants(policies)
                .anyMatch(state -> state.records().ledger().isEmpty());
        this.now = workspace.moment();
        this.isCertain =
                workspace.trash().map(seen -> seen.listing().complete()).orElse(false);
        workspace.entries().stream()
                .filter(this::isRecent)
                .flatMap(entry -> ItemType.ofWireName(entry.type()).stream())
                .forEach(this::count);
        Stream<SentDeletion> onRecord = Stream.concat(
                claims.stream()
                        .filter(claim -> claim.status().lastAction().isPresent())
                        .flatMap(TrashBudget::fromJournal),
                ledgers.stream().flatMap(TrashBudget::fromLedger));
        // An item counts once, however many claims and ledgers know of it, be it without its id, and however often it
        // went.
        deleted = Stream.concat(deletions.stream(), onRecord)
                .filter(deletion -> isRecent(deletion.at()))
                .filter(deletion -> !isListed(deletion))
                .collect(Collectors.groupingBy(
                        SentDeletion::item,
                        Collectors.flatMapping(deletion -> deletion.id().stream(), Collectors.toUnmodifiableSet())));
        deleted.forEach((item, ids) -> count(item.type(), Math.max(1, ids.size())));
    }

    private void count(ItemType type) {
        count(type, 1);
    }

    private void count(ItemType type, int items) {
        counted.merge(type, items, Integer::sum);
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
                .filter(state -> state.proved()
                        || !(state.access().refused() || state.access().keyless()));
    }

    private static Stream<SentDeletion> fromJournal(Claim claim) {
        Optional<InternalId> id = claim.status()
                .fingerprint()
                .flatMap(known -> known.internalId(claim.item().type()));
        return claim
                .status()
                .lastAction()
                .flatMap(LastAction::lastTrashedAt)
                .map(at -> new SentDeletion(claim.item(), id, at))
                .stream();
    }

    private static Stream<SentDeletion> fromLedger(EffectiveDeletions deletions) {
        return deletions.entries().map(entry -> new SentDeletion(entry.item(), Optional.empty(), entry.at()));
    }

    private boolean isRecent(TrashEntry entry) {
        return entry.deletedAt().map(this::isRecent).orElse(true);
    }

    private boolean isRecent(Instant at) {
        return !now.reached(at.plus(strictest.window()));
    }

    private boolean isListed(SentDeletion deletion) {
        return workspace.entries(deletion.item()).stream()
                .filter(this::isRecent)
                .map(TrashEntry::internalId)
                .anyMatch(id -> id.isEmpty() || deletion.id().isEmpty() || id.equals(deletion.id()));
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

    /**
     * Whether what is pending fits, together with what was trashed recently. An item that counts already, as its id proves, adds
     * nothing: it was brought back in between.
     *
     * @param asked the items, with their ids as far as known
     */
    Fit fit(Map<ItemKey, Optional<InternalId>> asked) {
        if (asked.isEmpty()) {
            return Fit.FITS;
        }
        if (excessOfAll(pending(asked)).isPresent()) {
            return Fit.EXCEEDED;
        }
        if (ledgersUnread) {
            return Fit.LEDGER_UNREAD;
        }
        if (!isCertain) {
            return Fit.UNKNOWN;
        }
        List<ItemKey> pending = pending(asked);
        return types(asked)
                .map(type -> active(type)
                        .map(active -> excess(type, active, pending).isPresent() ? Fit.EXCEEDED : Fit.FITS)
                        .orElse(Fit.UNKNOWN))
                .filter(fit -> fit != Fit.FITS)
                .findFirst()
                .orElse(Fit.FITS);
    }

    /** By how much what is pending exceeds the limits, as far as is known. */
    Optional<LimitExcess> excess(Map<ItemKey, Optional<InternalId>> asked) {
        List<ItemKey> pending = pending(asked);
        return asked.isEmpty()
                ? Optional.empty()
                : excessOfAll(pending)
                        .or(() -> types(asked)
                                .flatMap(type -> active(type).flatMap(active -> excess(type, active, pending)).stream())
                                .findFirst());
    }

    private List<ItemKey> pending(Map<ItemKey, Optional<InternalId>> asked) {
        return asked.entrySet().stream()
                .filter(one -> one.getValue()
                        .filter(deletedIds(one.getKey())::contains)
                        .isEmpty())
                .map(Map.Entry::getKey)
                .toList();
    }

    private static Stream<ItemType> types(Map<ItemKey, Optional<InternalId>> asked) {
        return asked.keySet().stream().map(ItemKey::type).distinct().sorted();
    }

    private Set<InternalId> deletedIds(ItemKey item) {
        return deleted.getOrDefault(item, Set.of());
    }

    private Optional<LimitExcess> excessOfAll(List<ItemKey> pending) {
        int recent = counted.values().stream().mapToInt(Integer::intValue).sum();
        return pending.size() + recent > strictest.maxTrashed()
                ? Optional.of(
                        new LimitExcess(Optional.empty(), pending.size(), recent, strictest.maxTrashed(), strictest))
                : Optional.empty();
    }

    /** The percentage is of the active items and those that were active, so that it does not shrink while a batch runs. */
    private Optional<LimitExcess> excess(ItemType type, int active, List<ItemKey> all) {
        int recent = counted.getOrDefault(type, 0);
        int pending = (int) all.stream().filter(item -> item.type() == type).count();
        long most = Math.max(1, (long) strictest.maxTrashedPercent() * (active + recent) / PERCENT);
        LimitExcess.Share share = new LimitExcess.Share(type, strictest.maxTrashedPercent(), active + recent);
        return pending + recent > most
                ? Optional.of(new LimitExcess(Optional.of(share), pending, recent, (int) most, strictest))
                : Optional.empty();
    }

    private Optional<Integer> active(ItemType type) {
        if (type == ItemType.WORKFLOW) {
            workspace.requestRegularly(new ReadTarget.Workflows());
            return workspace.workflows().flatMap(ReadResult::found).map(Map::size);
        }
        if (type == ItemType.TRAINING) {
            return Optional.of(workspace.knownTrainings());
        }
        workspace.requestRegularly(new ReadTarget.Projects());
        Optional<Map<String, ActiveProject>> projects = workspace.projects().flatMap(ReadResult::found);
        return type == ItemType.PROJECT
                ? projects.map(Map::size)
                : projects.map(all -> all.values().stream()
                        .mapToInt(project -> project.versions().orElse(0))
                        .sum());
    }

    public Limits limits() {
        return strictest;
    }
}
