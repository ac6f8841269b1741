package dev.trashops.plan.rules;

import dev.trashops.plan.history.ActionVerifier.JournalState;
import dev.trashops.plan.model.ChildName;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.ClaimOrigin;
import dev.trashops.plan.model.DesiredState;
import dev.trashops.plan.model.InternalId;
import dev.trashops.plan.model.ItemId;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.LastAction;
import dev.trashops.plan.model.LastAction.Outcome;
import dev.trashops.plan.model.Moment;
import dev.trashops.plan.model.Policy;
import dev.trashops.plan.model.PolicyId;
import dev.trashops.plan.model.PolicyProjection.ChildToCreate;
import dev.trashops.plan.model.RuleAction;
import dev.trashops.plan.model.TrashEntry;
import dev.trashops.plan.observe.Observation;
import dev.trashops.plan.observe.Observation.OutOfSight;
import dev.trashops.plan.observe.ObservedWorkspace;
import dev.trashops.plan.rules.RuleMatches.Match;
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

/**
 * The claims of one policy's rules: which are missing, and which no rule needs any more.
 *
 * @param restores the names of the claims to create that restore
 * @param blind whether nothing is known about what rules need, so that every claim stays
 * @param rows the claims that there are
 * @param byPeople the claims of people who restore or trash an item themselves; rules leave those items to them
 * @param missing the claims to create
 * @param truncated whether more claims are needed than there is room for
 * @param lackTrashings whether claims of trash rules are still to be created, so that the plan is not complete yet
 */
public record RuleChildren(
        PolicyId policy,
        RuleMatches matches,
        Set<String> restores,
        boolean blind,
        Moment now,
        ItemRows rows,
        ExplicitClaims byPeople,
        List<ChildToCreate> missing,
        boolean truncated,
        boolean lackTrashings) {
    /** How many claims a policy may own for its rules. */
    public static final int MOST = 2_000;

    /** A restored item keeps its claim for this long, so that a fight over it is noticed. */
    private static final Duration WATCHED = Duration.ofHours(24);

    private static final Comparator<Match> NEAREST_CLEANUP_FIRST = Comparator.comparing(
                    (Match match) -> match.candidate()
                            .entry()
                            .flatMap(TrashEntry::scheduledCleanupAt)
                            .orElse(Instant.MAX))
            .thenComparing(Match::item)
            .thenComparing(
                    match -> match.candidate().entry().map(TrashEntry::id).orElse(""));

    /** Those of a policy to which all these claims refer. Those without a resource are still to be created. */
    public static RuleChildren of(Policy policy, RuleMatches matches, List<Claim> all, boolean blind, Moment now) {
        boolean ruled = !policy.rules().isEmpty()
                || all.stream().anyMatch(claim -> claim.spec().origin().isRule());
        List<Claim> claims =
                ruled ? all.stream().filter(claim -> !claim.id().isUnborn()).toList() : List.of();
        ItemRows rows = ItemRows.of(claims);
        ExplicitClaims byPeople = ExplicitClaims.of(claims);
        Map<Boolean, List<Claim>> byRule = claims.stream()
                .collect(
                        Collectors.partitioningBy(claim -> claim.spec().origin().isRule()));
        List<Claim> own = byRule.getOrDefault(true, List.of());
        int room = Math.max(0, MOST - own.size());
        List<ChildToCreate> needed = blind
                ? List.of()
                : needed(policy, matches, rows, byPeople, own).limit(room + 1).toList();
        List<ChildToCreate> missing = needed.stream().limit(room).toList();
        // One whose name is taken by a foreign resource can never be created, and nothing waits for it.
        Set<String> foreign = names(byRule.getOrDefault(false, List.of()));
        Map<RuleAction, Set<String>> coming = missing.stream()
                .filter(child -> !foreign.contains(child.name()))
                .collect(Collectors.groupingBy(
                        ChildToCreate::action, Collectors.mapping(ChildToCreate::name, Collectors.toSet())));
        return new RuleChildren(
                policy.id(),
                matches,
                coming.getOrDefault(RuleAction.RESTORE, Set.of()),
                blind,
                now,
                rows,
                byPeople,
                missing,
                needed.size() > room,
                coming.containsKey(RuleAction.TRASH));
    }

    /** Whether a claim is about to be created that restores that entry of the Trash. */
    boolean isAboutToRestore(TrashEntry entry) {
        return matches.matchOf(entry)
                .filter(match -> match.rule().action() == RuleAction.RESTORE)
                .filter(match -> restores.contains(child(policy, match).name()))
                .isPresent();
    }

    private static Stream<ChildToCreate> needed(
            Policy policy, RuleMatches matches, ItemRows rows, ExplicitClaims byPeople, List<Claim> own) {
        Set<String> taken = names(own);
        return matches.all()
                .filter(match -> !byPeople.cover(match.item(), id(match)))
                .filter(match -> !rows.hasRowFor(
                        match.rule().action(),
                        match.item(),
                        itemId(match, matches.workspace()),
                        listedIds(match, matches.workspace())))
                .sorted(NEAREST_CLEANUP_FIRST)
                .map(match -> child(policy.id(), match))
                .filter(child -> taken.add(child.name()));
    }

    private static Set<String> names(List<Claim> claims) {
        return claims.stream().map(claim -> claim.id().name()).collect(Collectors.toCollection(HashSet::new));
    }

    private static Optional<InternalId> id(Match match) {
        return match.item().type() == ItemType.TRAINING
                ? Optional.empty()
                : match.candidate().entry().flatMap(TrashEntry::internalId);
    }

    private static Optional<ItemId> itemId(Match match, ObservedWorkspace workspace) {
        return match.item().type() == ItemType.TRAINING
                ? Optional.of(
                        ItemId.of(match.item(), new InternalId(match.item().training())))
                : id(match).or(() -> workspace.activeId(match.item())).map(known -> ItemId.of(match.item(), known));
    }

    /** What the Trash lists under the name of an active item: a row of that name would be taken for it. */
    private static List<ItemId> listedIds(Match match, ObservedWorkspace workspace) {
        return match.rule().action() == RuleAction.TRASH
                ? workspace.entries(match.item()).stream()
                        .flatMap(entry -> entry.itemId().stream())
                        .toList()
                : List.of();
    }

    private static ChildToCreate child(PolicyId policy, Match match) {
        RuleAction action = match.rule().action();
        Optional<InternalId> id = id(match);
        return new ChildToCreate(
                ChildName.of(policy.name(), action, match.item(), id),
                match.rule().name(),
                action,
                match.item(),
                id,
                match.candidate().created().map(at -> at.truncatedTo(ChronoUnit.SECONDS)));
    }

    /** Whether no rule needs a rule's claim any more. One that a person has edited is that person's now. */
    public boolean isRetired(Claim claim, Observation seen, JournalState journal) {
        if (blind
                || claim.id().isUnborn()
                || claim.spec().deleting()
                || !claim.spec().origin().isRule()
                || isUnderWay(claim, journal)) {
            return false;
        }
        if (!ItemRows.isChanged(claim) && rows.isSpare(claim)) {
            return true;
        }
        return switch (seen.state()) {
            case UNKNOWN -> seen instanceof OutOfSight && isDoneWhenActive(claim);
            case ACTIVE -> isDoneWhenActive(claim);
            case IN_TRASH -> isDoneInTrash(claim, seen);
            // The loss of an item that was to be kept stays visible until somebody has read it.
            case PURGED -> claim.spec().desired() != DesiredState.RESTORED;
            // The item may reappear, and what a person decided about it then still applies.
            case LOST, MISSING -> claim.spec().desired() != DesiredState.RESTORED && !ItemRows.isChanged(claim);
        };
    }

    private static boolean isUnderWay(Claim claim, JournalState journal) {
        return journal.waiting()
                || journal.revert().isPresent()
                || claim.status().lastAction().map(LastAction::outcome).equals(Optional.of(Outcome.STARTED));
    }

    private boolean isDoneWhenActive(Claim claim) {
        boolean trashes = claim.spec().origin() == ClaimOrigin.TRASH_RULE;
        return !claim.spec().suspended()
                && switch (claim.spec().desired()) {
                    case TRASHED -> trashes && !isToBeTrashed(claim);
                    case RESTORED -> !trashes && hasBeenWatched(claim) && !isKeptFromRules(claim);
                    case OBSERVED -> !trashes;
                };
    }

    private boolean isToBeTrashed(Claim claim) {
        return matches.isUndecided(claim.item())
                || (matches.trashRule(claim.item()).isPresent() && !isLeftToPeople(claim));
    }

    /** Whether a person has restored it by a row that was to watch it only, and without which a rule would trash it. */
    private boolean isKeptFromRules(Claim claim) {
        return ItemRows.isChanged(claim) && isToBeTrashed(claim);
    }

    private boolean isLeftToPeople(Claim claim) {
        return byPeople.cover(claim.item(), claim.spec().pinnedId());
    }

    private boolean hasBeenWatched(Claim claim) {
        Instant since = Stream.concat(
                        claim.status().lastAction().map(LastAction::at).stream(),
                        claim.status().drift().reversals().stream())
                .max(Comparator.naturalOrder())
                .filter(at -> at.isAfter(claim.spec().createdAt()))
                .orElse(claim.spec().createdAt());
        return now.reached(since.plus(WATCHED));
    }

    private boolean isDoneInTrash(Claim claim, Observation seen) {
        if (ItemRows.isChanged(claim) || seen.entry().isEmpty()) {
            return false;
        }
        TrashEntry entry = seen.entry().get();
        return switch (claim.spec().origin()) {
            case RESTORE_RULE ->
                isLeftToPeople(claim) || !matches.mayProtect(RuleCandidate.inTrash(claim.item(), entry));
            case OBSERVE_RULE ->
                isLeftToPeople(claim)
                        || matches.ruleOf(entry)
                                .filter(rule -> rule.action() == RuleAction.OBSERVE)
                                .isEmpty();
            case TRASH_RULE, PERSON, LEFTOVER -> false;
        };
    }
}
