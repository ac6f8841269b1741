package dev.trashops.workspace.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.model.ChildName;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.ClaimOrigin;
import dev.trashops.plan.model.DesiredState;
import dev.trashops.plan.model.InternalId;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.Mode;
import dev.trashops.plan.model.Policy;
import dev.trashops.plan.model.Policy.ApprovedPlan;
import dev.trashops.plan.model.PolicyCondition;
import dev.trashops.plan.model.PolicyProjection;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.model.Rule;
import dev.trashops.plan.model.RuleAction;
import dev.trashops.plan.model.TrashEntry;
import dev.trashops.plan.model.TrashPlan;
import dev.trashops.workspace.fake.FakeItem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Whether rules have what they want once everything is at rest, and nothing is left that nobody wants. */
final class RuleConvergence {
    private static final Set<Reason> EXCUSES = Set.of(
            Reason.DRIFT_FIGHT,
            Reason.PARENT_IN_TRASH,
            Reason.WAITING_FOR_PARENT,
            Reason.IDENTITY_AMBIGUOUS,
            Reason.SUSPENDED,
            Reason.PLAN_ONLY);

    private final SimEnvironment environment;
    private final SimActionLog deeds;
    private final RuleOracle oracle;
    private final List<Claim> claims;
    private final RowOracle rows;

    RuleConvergence(SimEnvironment environment, SimActionLog deeds) {
        this.environment = environment;
        this.deeds = deeds;
        this.oracle = environment.oracle();
        this.claims = environment.kube.claims();
        this.rows = new RowOracle(claims);
    }

    void check() {
        for (Policy policy : environment.kube.policies()) {
            if (!environment.hasJoined(policy.id())) {
                continue;
            }
            environment.active().stream()
                    .filter(thing -> wantsTrashed(policy, thing) && !isRenamed(policy, thing))
                    .filter(thing -> !rows.isEnough(policy, thing, RuleAction.TRASH))
                    .filter(thing -> !isCalledLikeWhatHasARow(policy, thing))
                    .forEach(thing -> child(policy, RuleAction.TRASH, thing.key(), Optional.empty()));
            environment.roboflow.trash().stream()
                    .filter(this::tellsItsName)
                    .filter(thing -> tellsWhenItGoes(policy, thing))
                    .forEach(thing -> wanted(policy, thing)
                            .filter(action -> !rows.isEnough(policy, thing, action))
                            .ifPresent(action -> checkInTrash(policy, thing, action)));
        }
        claims.stream().filter(claim -> environment.hasJoined(claim.policy())).forEach(this::checkClaim);
        new RowOracle(claims.stream()
                        .filter(claim -> environment.hasJoined(claim.policy()))
                        .toList())
                .check();
    }

    /** A row of its name would be taken for what the Trash lists under that name, and that has one already. */
    private boolean isCalledLikeWhatHasARow(Policy policy, FakeItem thing) {
        return environment.roboflow.trash().stream()
                .filter(other -> other.key().equals(thing.key()))
                .anyMatch(other -> claims.stream()
                        .anyMatch(claim -> claim.policy().equals(policy.id())
                                && claim.spec().origin().isRule()
                                && Meaning.isKnownAs(claim, other)));
    }

    /** Whether its entry, or those of its project, say what it is called. */
    private boolean tellsItsName(FakeItem thing) {
        TrashEntry entry = environment.roboflow.entry(thing);
        return entry.url().or(entry::projectSlug).isPresent();
    }

    /** Whether it is known when it will be purged, as far as the rules go by that. */
    private boolean tellsWhenItGoes(Policy policy, FakeItem thing) {
        TrashEntry entry = environment.roboflow.entry(thing);
        boolean matters = policy.rules().stream()
                .flatMap(rule -> Stream.concat(Stream.of(rule.match()), rule.exclude().stream()))
                .anyMatch(selector -> selector.cleanupWithin().isPresent());
        return !matters || entry.scheduledCleanupAt().or(entry::deletedAt).isPresent();
    }

    /** Whether it is what a claim names, or is known as what the claim was about. */
    private static boolean isAbout(Claim claim, FakeItem thing) {
        return Meaning.isNamed(claim, thing) || Meaning.isKnownAs(claim, thing);
    }

    private Claim child(Policy policy, RuleAction action, ItemKey item, Optional<InternalId> id) {
        String name = ChildName.of(policy.id().name(), action, item, id);
        assertThat(claims)
                .as("%s of %s, for %s", name, policy.id(), policy.rules())
                .anyMatch(claim -> isNamed(claim, policy, name));
        return claims.stream()
                .filter(claim -> isNamed(claim, policy, name))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isNamed(Claim claim, Policy policy, String name) {
        return claim.id().name().equals(name)
                && claim.id().namespace().equals(policy.id().namespace());
    }

    private boolean wantsTrashed(Policy policy, FakeItem thing) {
        Optional<FakeItem> project = thing.key().parent().map(oracle.active()::get);
        return oracle.isTrashed(policy, thing, any -> true)
                && !isSpokenFor(policy, thing)
                && !project.filter(parent -> !isRenamed(policy, parent))
                        .map(parent -> oracle.isTrashed(policy, parent, any -> true))
                        .orElse(false);
    }

    /** Whether the policy says that it was renamed, so that rules may go on to spare it. */
    private boolean isRenamed(Policy policy, FakeItem thing) {
        ItemKey whole = thing.is(ItemType.WORKFLOW)
                ? thing.key()
                : ItemKey.project(thing.key().slug());
        return environment
                .kube
                .shown(policy)
                .flatMap(shown -> shown.condition(PolicyCondition.RULES_QUESTIONABLE))
                .stream()
                .flatMap(notice -> notice.renames().stream())
                .anyMatch(one -> one.to().equals(whole));
    }

    /** For what is active people speak by its name alone, for what is in the Trash by its id too. */
    private boolean isSpokenFor(Policy policy, FakeItem thing) {
        boolean inTrash = thing.deletedAt().isPresent();
        boolean shown = inTrash && environment.roboflow.entry(thing).itemId().isPresent();
        ItemKey name = inTrash ? thing.listedKey() : thing.key();
        return claims.stream()
                .filter(claim -> claim.spec().origin() == ClaimOrigin.PERSON
                        && claim.policy().equals(policy.id())
                        && claim.wanted() != DesiredState.OBSERVED)
                .anyMatch(claim -> (shown && Meaning.isKnownAs(claim, thing))
                        || (claim.item().equals(name)
                                && (!shown || claim.spec().pinnedId().isEmpty() || Meaning.isKnownAs(claim, thing))));
    }

    /** What the rules of a policy want of something in the Trash; none that comes after the one that moved it there restores it. */
    private Optional<RuleAction> wanted(Policy policy, FakeItem thing) {
        Optional<String> trashedBy = environment
                .kube
                .configMaps()
                .ledger(policy.id())
                .of(thing.listedKey())
                .filter(entry -> Duration.between(entry.at(), thing.deletedAt().orElseThrow())
                                .abs()
                                .compareTo(Duration.ofMinutes(5))
                        <= 0)
                .flatMap(entry -> entry.rule());
        List<Rule> rules = new ArrayList<>();
        boolean later = false;
        for (Rule rule : policy.rules()) {
            later |= rule.action() == RuleAction.TRASH && trashedBy.equals(Optional.of(rule.name()));
            if (!later || rule.action() != RuleAction.RESTORE) {
                rules.add(rule);
            }
        }
        Policy heard = RandomPolicies.edited(policy, policy.suspended(), policy.mode(), rules, policy.approvedPlan());
        return oracle.first(heard, thing).map(Rule::action).filter(any -> !isSpokenFor(policy, thing));
    }

    private void checkInTrash(Policy policy, FakeItem thing, RuleAction action) {
        Optional<InternalId> id = thing.is(ItemType.TRAINING)
                ? Optional.empty()
                : environment.roboflow.entry(thing).internalId();
        Claim claim = child(policy, action, thing.listedKey(), id);
        boolean active = policy.mode() == Mode.ENFORCE && !policy.suspended();
        if (active && action == RuleAction.RESTORE && claim.spec().desired() == DesiredState.RESTORED) {
            assertThat(readiness(claim).reason())
                    .as("%s is in the Trash: %s", thing, readiness(claim))
                    .isIn(EXCUSES);
        }
    }

    private FakeItem active(ItemKey item) {
        return Optional.ofNullable(oracle.active().get(item)).orElseThrow();
    }

    private static Readiness readiness(Claim claim) {
        return claim.status().readiness().orElseThrow();
    }

    private void checkClaim(Claim claim) {
        Readiness readiness = readiness(claim);
        new ClaimOutcome(environment.roboflow).check(claim);
        if (claim.spec().origin().isRule()) {
            Policy policy = environment.policy(claim.policy()).orElseThrow();
            checkIsWanted(policy, claim);
            checkApproval(policy, claim, readiness);
        }
    }

    private void checkIsWanted(Policy policy, Claim claim) {
        if (RowOracle.isChanged(claim)) {
            return;
        }
        boolean ambiguous = readiness(claim).reason() == Reason.IDENTITY_AMBIGUOUS
                || environment
                                .roboflow
                                .everything()
                                .filter(thing -> isAbout(claim, thing))
                                .map(FakeItem::itemId)
                                .distinct()
                                .count()
                        > 1;
        if (ambiguous) {
            return;
        }
        ClaimOutcome outcome = new ClaimOutcome(environment.roboflow);
        // While a namesake of its project is active, the one in the Trash may well be the one that it lies in.
        boolean parentInTrash =
                outcome.isParentInTrash(claim) || (claim.itemId().isEmpty() && outcome.isListed(claim));
        Optional<FakeItem> inTrash = outcome.inTrash(claim).stream().findFirst();
        Optional<FakeItem> active = outcome.active(claim);
        boolean wanted = switch (claim.spec().origin()) {
            case TRASH_RULE ->
                active.map(thing -> wantsTrashed(policy, thing)).orElse(inTrash.isPresent() || parentInTrash);
            case OBSERVE_RULE ->
                inTrash.map(thing -> !tellsWhenItGoes(policy, thing)
                                || wanted(policy, thing).equals(Optional.of(RuleAction.OBSERVE)))
                        .orElse(parentInTrash);
            // Renamed while nobody looked, it is missing as far as anybody can tell.
            default ->
                active.isEmpty()
                        || isWatched(claim)
                        || ClaimOutcome.GONE.contains(readiness(claim).reason());
        };
        assertThat(wanted)
                .as(
                        "%s is wanted by %s; active: %s, in the Trash: %s, with what it lies in: %s",
                        claim, policy.rules(), active, inTrash, parentInTrash)
                .isTrue();
    }

    private boolean isWatched(Claim claim) {
        Instant since = Stream.concat(
                        Stream.of(claim.spec().createdAt()),
                        Stream.concat(
                                claim.status().lastAction().map(last -> last.at()).stream(),
                                claim.status().drift().reversals().stream()))
                .max(Instant::compareTo)
                .orElseThrow();
        return environment.clock.instant().isBefore(since.plus(Duration.ofHours(25)));
    }

    /** Whether the line of its version or project, perhaps with an id, stands for it. */
    private boolean isToGoWithItsProject(Claim claim, TrashPlan shown) {
        return claim.item().ancestors().stream()
                .map(this::active)
                .map(whole -> TrashPlan.line(whole.key(), Optional.empty(), Optional.of(whole.created())))
                .anyMatch(start -> shown.lines().stream().anyMatch(line -> line.startsWith(start)));
    }

    /** What waits for an approval is published, and what was approved and never done does not wait. */
    private void checkApproval(Policy policy, Claim claim, Readiness readiness) {
        if (readiness.reason() != Reason.APPROVAL_REQUIRED) {
            return;
        }
        FakeItem thing = active(claim.item());
        String line = TrashPlan.line(claim.item(), claim.spec().pinnedId(), Optional.of(thing.created()));
        if (!policy.suspended()) {
            TrashPlan shown = environment
                    .kube
                    .shown(policy)
                    .flatMap(PolicyProjection::trashPlan)
                    .orElseThrow(() -> new AssertionError(
                            "no plan is shown of " + policy.id() + ", for which waits " + claim + ": "));
            if (!isToGoWithItsProject(claim, shown)) {
                assertThat(shown.lines()).contains(line);
            }
            assertThat(environment.kube.configMaps().plan(policy.id(), shown.digest()))
                    .isPresent();
        }
        Instant now = environment.clock.instant();
        policy.approvedPlan()
                .filter(word -> word.until().isAfter(now) && !word.until().isAfter(now.plus(Duration.ofDays(14))))
                .map(ApprovedPlan::digest)
                .filter(digest -> !deeds.mayBeCarriedOut(policy.id(), thing, digest))
                .flatMap(digest -> environment.kube.configMaps().plan(policy.id(), digest))
                .ifPresent(plan -> assertThat(plan.lines())
                        .as("%s was approved and never trashed", claim)
                        .doesNotContain(line));
    }
}
