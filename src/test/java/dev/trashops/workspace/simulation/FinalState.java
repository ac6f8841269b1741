package dev.trashops.workspace.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.LastAction;
import dev.trashops.plan.model.Policy;
import dev.trashops.plan.model.Policy.ApprovedPlan;
import dev.trashops.plan.model.PolicyId;
import dev.trashops.plan.model.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What must hold in the end: the world is at rest, a restart changes nothing, and rules have what they want. */
final class FinalState {
    private static final Duration REST = Duration.ofMinutes(6);

    /** After so long everything was looked at again. */
    private static final Duration OLDEST_LOOK = Duration.ofMinutes(32);

    private static final int ATTEMPTS = 12;

    private final SimEnvironment environment;
    private final SimActionLog deeds;
    private final ClaimOutcome outcome;

    FinalState(SimEnvironment environment, SimActionLog deeds) {
        this.environment = environment;
        this.deeds = deeds;
        this.outcome = new ClaimOutcome(environment.roboflow);
    }

    void check() {
        pass(OLDEST_LOOK);
        comeToRest();
        new RuleConvergence(environment, deeds).check();
        restart();
    }

    /** What an onlooker would notice. */
    private record Written(int mutations, int statuses, int policies, List<String> claims) {}

    private Written written() {
        boolean refused = environment.kube.claims().stream().anyMatch(outcome::isRefused);
        return new Written(
                environment.roboflow.mutations().size(),
                // A restore that is refused is tried now and then, and its status and its policy say when.
                refused ? 0 : environment.kube.statusWrites(),
                refused ? 0 : environment.kube.policyWrites(),
                environment.kube.claims().stream()
                        .map(claim -> claim.id().uid())
                        .toList());
    }

    private void pass(Duration time) {
        environment.first.runFor(time);
        environment.first.control();
    }

    /** For longer than any failure is waited for, nothing is written and nothing sent. */
    private void comeToRest() {
        Written before = written();
        for (int i = 0; i < ATTEMPTS; i++) {
            int listings = environment.roboflow.listings();
            pass(REST);
            Written after = written();
            if (after.equals(before) && isQuiet()) {
                // One a minute, and one after each read of the projects where something is missing.
                assertThat(environment.roboflow.listings() - listings)
                        .as("listings in 360 s")
                        .isLessThanOrEqualTo(6 + 3 + outcome.listingsOfRefused(environment.kube.claims()));
                return;
            }
            before = after;
        }
        List<Claim> last = environment.kube.claims();
        pass(REST);
        throw new AssertionError("it never comes to rest: " + before + ", then " + written()
                + ClaimOutcome.changes(last, environment.kube.claims()));
    }

    /** No date passes by itself at about this time: what limits, ages and approvals do then is no unrest. */
    private boolean isQuiet() {
        Instant now = environment.clock.instant();
        return dates().noneMatch(date -> date.isAfter(now.minus(REST)) && date.isBefore(now.plus(REST)));
    }

    private Stream<Instant> dates() {
        Stream<Instant> acts = Stream.concat(
                environment.roboflow.trash().stream().flatMap(thing -> thing.deletedAt().stream()),
                deeds.own().stream().map(SimActionLog.Own::at));
        Stream<Instant> watched = environment.kube.claims().stream().flatMap(FinalState::watched);
        return Stream.of(
                        Stream.concat(acts, watched).map(at -> at.plus(Duration.ofDays(1))),
                        environment.roboflow.trash().stream().flatMap(thing -> days(thing.cleanupAt(), -9, 0)),
                        environment.active().stream()
                                .flatMap(
                                        thing -> Stream.of(10, 30, 90).flatMap(age -> days(thing.created(), age, age))),
                        environment.kube.policies().stream()
                                .flatMap(policy -> policy.approvedPlan().map(ApprovedPlan::until).stream()))
                .flatMap(dates -> dates);
    }

    private static Stream<Instant> days(Instant from, int first, int last) {
        return Stream.iterate(first, day -> day <= last, day -> day + 1).map(day -> from.plus(Duration.ofDays(day)));
    }

    private static Stream<Instant> watched(Claim claim) {
        Optional<LastAction> last = claim.status().lastAction();
        return Stream.of(
                        Stream.of(claim.spec().createdAt()),
                        last.map(LastAction::at).stream(),
                        last.flatMap(LastAction::trashedAt).stream(),
                        claim.status().drift().reversals().stream())
                .flatMap(instants -> instants);
    }

    /**
     * A restart changes nothing. One thing alone may go on: what a limit held for the sake of what only the process
     * remembered, as the book of a policy goes with it and holds the last DELETE of each item.
     */
    private void restart() {
        Written before = written();
        boolean forgets = onlyRemembered() && isLimited();
        int writes = environment.kube.statusWrites();
        boolean ahead = ClaimOutcome.isAnyActionAhead(environment.kube.claims(), environment.clock.instant());
        environment.first.die();
        pass(Duration.ofSeconds(150));
        Written after = written();
        if (forgets) {
            return;
        }
        assertThat(after.mutations()).as("mutations after a restart").isEqualTo(before.mutations());
        assertThat(after.claims()).as("claims after a restart").isEqualTo(before.claims());
        if (!ahead && after.statuses() != before.statuses()) {
            throw new AssertionError("status writes after a restart: " + environment.kube.statusesSince(writes));
        }
    }

    private boolean isLimited() {
        return environment.kube.claims().stream()
                .flatMap(claim -> claim.status().readiness().stream())
                .anyMatch(readiness -> readiness.reason() == Reason.LIMIT_EXCEEDED);
    }

    private boolean onlyRemembered() {
        Instant from = environment.clock.instant().minus(Duration.ofDays(1));
        List<SimActionLog.Own> lately =
                deeds.own().stream().filter(one -> one.at().isAfter(from)).toList();
        Set<PolicyId> policies =
                environment.kube.policies().stream().map(Policy::id).collect(Collectors.toSet());
        long items = lately.stream().map(one -> one.thing().itemId()).distinct().count();
        return items < lately.size() || lately.stream().anyMatch(one -> !policies.contains(one.policy()));
    }
}
