package dev.trashops.workspace;

import dev.trashops.plan.model.Approval;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.Policy.ApprovedPlan;
import dev.trashops.plan.model.Rule;
import dev.trashops.plan.model.Rule.Selector;
import dev.trashops.plan.model.RuleAction;
import dev.trashops.plan.model.TrashPlan;
import dev.trashops.workspace.fake.FakeRoboflowGateway;
import dev.trashops.workspace.simulation.RandomPolicies;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A loop whose policy has a rule that trashes all versions of a project but the newest. */
final class PruningFixture {
    static final ItemKey FIRST = ItemKey.version("detector", 1);
    static final ItemKey SECOND = ItemKey.version("detector", 2);

    final WorkspaceLoopFixture fixture = new WorkspaceLoopFixture();
    private final Instant created = fixture.clock.instant().minus(Duration.ofDays(50));

    PruningFixture(Approval approval) {
        Stream.of(FIRST, SECOND, ItemKey.version("detector", 3))
                .forEach(version -> fixture.roboflow.create(version, created, false));
        for (int number = 1; number <= 10; number++) {
            fixture.roboflow.create(ItemKey.version("other-0", number), created, false);
        }
        fixture.rules(prune(approval));
    }

    private static Rule prune(Approval approval) {
        return new Rule(
                "prune",
                RuleAction.TRASH,
                new Selector(
                        Set.of(ItemType.VERSION),
                        Optional.of(List.of("detector")),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(1),
                        Optional.empty()),
                Optional.empty(),
                Set.of(),
                approval);
    }

    /** The plan that lists both versions. */
    TrashPlan plan() {
        return TrashPlan.of(
                FakeRoboflowGateway.WORKSPACE,
                Stream.of(FIRST, SECOND)
                        .map(item -> TrashPlan.line(item, Optional.empty(), Optional.of(created)))
                        .toList());
    }

    /** Somebody approves that plan for so long. */
    void approve(Duration time) {
        fixture.kube.policy(RandomPolicies.approving(
                fixture.policy(),
                Optional.of(new ApprovedPlan(
                        plan().digest(), fixture.clock.instant().plus(time)))));
    }

    Claim claim(ItemKey item) {
        List<Claim> found = fixture.kube.claims().stream()
                .filter(claim -> claim.item().equals(item))
                .toList();
        return found.get(0);
    }

    Instant created() {
        return created;
    }
}
