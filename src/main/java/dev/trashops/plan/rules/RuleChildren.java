package dev.trashops.plan.rules;

import dev.trashops.plan.history.JournalState;
import dev.trashops.plan.model.ChildName;
import dev.trashops.plan.model.ChildToCreate;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.ClaimOrigin;
import dev.trashops.plan.model.DesiredState;
import dev.trashops.plan.model.InternalId;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.LastAction;
import dev.trashops.plan.model.LastAction.Outcome;
import dev.trashops.plan.model.Policy;
import dev.trashops.plan.model.Rule;
import dev.trashops.plan.model.RuleAction;
import dev.trashops.plan.model.TrashEntry;
import dev.trashops.plan.observe.Observation;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The claims that the rules of one policy keep: which are missing, and which nothing wants any more. */
public final class RuleChildren {
    /** How many claims a policy may own for its rules. */
    public static final int MOST = 2_000;

    /** For so long a restored item stays watched, so that a fight over it is noticed. */
    private static final Duration WATCHED = Duration.ofHours(24);

    private static final Comparator<RuleMatches.Want> NEAREST_CLEANUP_FIRST = Comparator.comparing(
                    (RuleMatches.Want want) -> want.candidate()
                            .entry()
                            .flatMap(TrashEntry::scheduledCleanupAt)
                            .orElse(Instant.MAX))
            .thenComparing(RuleMatches.Want::item)
            .thenComparing(want -> want.candidate().entry().map(TrashEntry::id).orElse(""));

    private final Policy policy;
    private final RuleMatches wants;
    private final boolean blind;
    private final Instant now;
    private final List<Claim> own;
    private final Set<String> names;
    private final Set<String> foreign;
    private final Map<ItemKey, List<Claim>> byPeople;
    private final Set<ItemKey> trashedByRules;
    private final List<ChildToCreate> missing;
    private final boolean truncated;

    /**
     * @param claims those of the policy
     * @param blind whether nothing can be told of what is wanted, so that everything stays
     */
    public RuleChildren(Policy policy, RuleMatches wants, List<Claim> claims, boolean blind, Instant now) {
        this.policy = policy;
        this.wants = wants;
        this.blind = blind;
        this.now = now;
        this.own =
                claims.stream().filter(claim -> claim.spec().origin().isRule()).toList();
        this.names = names(own);
        this.foreign = names(
                claims.stream().filter(claim -> !claim.spec().origin().isRule()).toList());
        this.byPeople = claims.stream()
                .filter(claim -> claim.spec().origin() == ClaimOrigin.PERSON && claim.wanted() != DesiredState.OBSERVED)
                .collect(Collectors.groupingBy(Claim::item));
        this.trashedByRules = own.stream()
                .filter(claim -> claim.spec().origin() == ClaimOrigin.TRASH_RULE)
                .map(Claim::item)
                .collect(Collectors.toSet());
        int room = Math.max(0, MOST - own.size());
        List<ChildToCreate> wanted = blind ? List.of() : wanted(room + 1);
        this.missing = wanted.stream().limit(room).toList();
        this.truncated = wanted.size() > room;
    }

    private static Set<String> names(List<Claim> claims) {
        return claims.stream().map(claim -> claim.id().name()).collect(Collectors.toSet());
    }

    private List<ChildToCreate> wanted(int most) {
        Set<String> taken = new HashSet<>(names);
        return Stream.concat(wants.inTrash().stream(), wants.toTrash().values().stream())
                .filter(want -> !isSpokenFor(want.item(), id(want)))
                .filter(want -> want.rule().action() != RuleAction.OBSERVE || !trashedByRules.contains(want.item()))
                .sorted(NEAREST_CLEANUP_FIRST)
                .map(this::child)
                .filter(child -> taken.add(child.name()))
                .limit(most)
                .toList();
    }

    /** Whether a person claims the item; one who means another item of the same name has no say. */
    private boolean isSpokenFor(ItemKey item, Optional<InternalId> id) {
        return byPeople.getOrDefault(item, List.of()).stream()
                .map(claim -> claim.spec().pinnedId())
                .anyMatch(pinned -> pinned.isEmpty() || id.isEmpty() || pinned.equals(id));
    }

    private static Optional<InternalId> id(RuleMatches.Want want) {
        return want.candidate().entry().flatMap(TrashEntry::internalId);
    }

    private ChildToCreate child(RuleMatches.Want want) {
        RuleAction action = want.rule().action();
        Optional<InternalId> id = id(want);
        return new ChildToCreate(
                ChildName.of(policy.id().name(), action, want.item(), id),
                want.rule().name(),
                action,
                want.item(),
                id,
                want.candidate().created().map(at -> at.truncatedTo(ChronoUnit.SECONDS)));
    }

    /** The claims to create. */
    public List<ChildToCreate> missing() {
        return missing;
    }

    /** Whether more is wanted than there is room for. */
    public boolean isTruncated() {
        return truncated;
    }

    /**
     * Whether claims for trash rules are still to be created, so that what is planned is not yet all. One whose name is
     * taken by a foreign resource never comes to be, and nothing waits for it.
     */
    public boolean lacksTrashings() {
        return missing.stream()
                .anyMatch(child -> child.action() == RuleAction.TRASH && !foreign.contains(child.name()));
    }

    /** The rule that wants an active item trashed now, for a claim that such a rule made and that nobody has changed. */
    public Optional<Rule> trashRule(Claim claim) {
        return Optional.ofNullable(wants.toTrash().get(claim.item())).map(RuleMatches.Want::rule);
    }

    /** Whether nothing wants a rule's claim any more; what a person has changed on it is a wish of its own. */
    public boolean isRetired(Claim claim, Observation seen, JournalState journal) {
        if (blind || claim.spec().deleting() || !claim.spec().origin().isRule() || isUnderWay(claim, journal)) {
            return false;
        }
        return switch (seen.state()) {
            case UNKNOWN -> false;
            case ACTIVE -> isDoneWhenActive(claim);
            case IN_TRASH -> isDoneInTrash(claim, seen);
            // What was to be kept and is gone stays told until somebody has read it.
            case PURGED -> claim.spec().desired() != DesiredState.RESTORED;
            // The item may turn up again, and what a person had said of it then still has to hold.
            case LOST, MISSING -> claim.spec().desired() != DesiredState.RESTORED && !isChanged(claim);
        };
    }

    private static boolean isUnderWay(Claim claim, JournalState journal) {
        return journal.waiting()
                || journal.revert().isPresent()
                || claim.status().lastAction().map(LastAction::outcome).equals(Optional.of(Outcome.STARTED));
    }

    private boolean isDoneWhenActive(Claim claim) {
        return switch (claim.spec().desired()) {
            case TRASHED ->
                claim.spec().origin() == ClaimOrigin.TRASH_RULE && !claim.spec().suspended() && !isToBeTrashed(claim);
            case RESTORED ->
                claim.spec().origin() != ClaimOrigin.TRASH_RULE && !claim.spec().suspended() && hasBeenWatched(claim);
            case OBSERVED ->
                claim.spec().origin() != ClaimOrigin.TRASH_RULE && !claim.spec().suspended();
        };
    }

    private boolean isToBeTrashed(Claim claim) {
        return wants.isUndecided(claim.item())
                || (wants.toTrash().containsKey(claim.item())
                        && !isSpokenFor(claim.item(), claim.spec().pinnedId()));
    }

    private boolean hasBeenWatched(Claim claim) {
        Instant since = Stream.concat(
                        claim.status().lastAction().map(LastAction::at).stream(),
                        claim.status().drift().reversals().stream())
                .max(Comparator.naturalOrder())
                .filter(at -> at.isAfter(claim.spec().createdAt()))
                .orElse(claim.spec().createdAt());
        return !now.isBefore(since.plus(WATCHED));
    }

    private boolean isDoneInTrash(Claim claim, Observation seen) {
        if (isChanged(claim) || seen.entry().isEmpty()) {
            return false;
        }
        TrashEntry entry = seen.entry().get();
        return switch (claim.spec().origin()) {
            case RESTORE_RULE ->
                isSpokenFor(claim.item(), claim.spec().pinnedId())
                        || !wants.mayProtect(RuleCandidate.inTrash(claim.item(), entry));
            case OBSERVE_RULE ->
                wants.ruleOf(entry)
                                .map(rule -> rule.action() != RuleAction.OBSERVE)
                                .orElse(true)
                        || isSpokenFor(claim.item(), claim.spec().pinnedId());
            default -> false;
        };
    }

    private static boolean isChanged(Claim claim) {
        return claim.spec().suspended()
                || claim.spec().desired() != desired(claim.spec().origin());
    }

    private static DesiredState desired(ClaimOrigin origin) {
        return switch (origin) {
            case RESTORE_RULE -> DesiredState.RESTORED;
            case TRASH_RULE -> DesiredState.TRASHED;
            case OBSERVE_RULE, PERSON, LEFTOVER -> DesiredState.OBSERVED;
        };
    }
}
