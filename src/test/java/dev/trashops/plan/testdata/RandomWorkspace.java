package dev.trashops.plan.testdata;

import dev.trashops.plan.PlanInput;
import dev.trashops.plan.model.Acknowledgement;
import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.DeletionPolicy;
import dev.trashops.plan.model.DesiredState;
import dev.trashops.plan.model.InternalId;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.LastAction.Outcome;
import dev.trashops.plan.model.ObservedState;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.model.Tristate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** A small crowded workspace in which much goes wrong at once. */
public final class RandomWorkspace {
    public static final Duration WINDOW = Duration.ofHours(24);
    private static final List<String> SLUGS = List.of("-c.t", "d.g", "e_el.");

    private final Random random;

    public RandomWorkspace(Random random) {
        this.random = random;
    }

    public PlanInput input() {
        WorkspaceScenario given = WorkspaceScenario.workspace().others(random.nextInt(30));
        for (String namespace : List.of("team", "others")) {
            given.policy(p -> policy(p.in(namespace)));
        }
        for (String slug : SLUGS) {
            place(given, ItemKey.project(slug));
            place(given, ItemKey.workflow(slug));
            for (int number = 1; number <= 2; number++) {
                place(given, ItemKey.version(slug, number));
            }
        }
        int claims = random.nextInt(9);
        for (int i = 0; i < claims; i++) {
            String name = "claim-" + i;
            given.claim(any(DesiredState.values()), item(), c -> claim(c.named(name)));
        }
        if (one(10)) {
            given.allowed(ActionKind.RESTORE);
        }
        if (one(20)) {
            given.allowed();
        }
        if (one(10)) {
            given.justStarted();
        }
        if (one(15)) {
            given.state(state -> state.skewed(true));
        }
        if (one(15)) {
            given.incomplete();
        }
        return given.input();
    }

    private PolicyBuilder policy(PolicyBuilder policy) {
        PolicyBuilder made = policy.limits(1 + random.nextInt(12), 10 + random.nextInt(90));
        made = one(12) ? made.suspended() : made;
        made = one(12) ? made.planning() : made;
        made = one(12) ? made.projects("-c*", "d?g") : made;
        return one(12)
                ? made.readiness(Readiness.stalled(Reason.INVALID_CREDENTIALS, "Roboflow refuses the key."))
                : made;
    }

    private void place(WorkspaceScenario given, ItemKey item) {
        int where = random.nextInt(10);
        if (where < 6) {
            Optional<Instant> created = one(8)
                    ? Optional.empty()
                    : Optional.of(one(8) ? WorkspaceScenario.NOW.minusSeconds(5) : WorkspaceScenario.LONG_AGO);
            if (item.parent().isPresent()) {
                given.activeVersion(
                        item, created, any(Tristate.NO, Tristate.NO, Tristate.YES, Tristate.UNKNOWN), Tristate.NO);
            } else {
                given.active(item, created);
            }
        }
        if (where >= 4 && where < 9 && (where > 5 || one(3))) {
            entry(given, item, "id-" + item.slug());
            if (one(6)) {
                entry(given, item, "id2-" + item.slug());
            }
        }
    }

    private void entry(WorkspaceScenario given, ItemKey item, String id) {
        Duration age = Duration.ofHours(random.nextInt(29 * 24));
        given.inTrash(
                item,
                e -> e.id(id)
                        .deletedAt(WorkspaceScenario.NOW.minus(age))
                        .cleanupAt(WorkspaceScenario.NOW.minus(age).plus(Duration.ofDays(30))));
    }

    private ClaimBuilder claim(ClaimBuilder claim) {
        claim.in(any("team", "team", "others"));
        if (one(5)) {
            claim.pinned(any("id-cat", "id-dog", "id2-cat"));
        }
        if (one(10)) {
            claim.suspended();
        }
        if (one(4)) {
            claim.acknowledging(Acknowledgement.values());
        }
        if (one(6)) {
            claim.reporting();
        }
        if (one(3)) {
            claim.remembering(this::claimStatus);
        }
        if (one(8)) {
            claim.deleting(any(DeletionPolicy.values()));
        }
        return claim;
    }

    private ClaimStatusBuilder claimStatus(ClaimStatusBuilder claimStatus) {
        Instant earlier = WorkspaceScenario.NOW.minus(Duration.ofHours(3));
        if (one(2)) {
            claimStatus.reached(any(ObservedState.ACTIVE, ObservedState.IN_TRASH), earlier, earlier, earlier);
        }
        if (one(3)) {
            claimStatus.trashed(
                    WorkspaceScenario.NOW.minus(Duration.ofDays(20)),
                    WorkspaceScenario.NOW.plus(Duration.ofDays(any(-1, 10))));
        }
        if (one(4)) {
            claimStatus.id("id-cat").parentId("id-cat");
        }
        if (one(4)) {
            claimStatus.last(
                    any(ActionKind.values()),
                    WorkspaceScenario.NOW.minusSeconds(any(2, 20, 50, 500)),
                    any(Outcome.values()),
                    any(Optional.empty(), Optional.of(new InternalId("id-cat"))));
        }
        return claimStatus;
    }

    private ItemKey item() {
        String slug = any(SLUGS.toArray(String[]::new));
        return switch (random.nextInt(3)) {
            case 0 -> ItemKey.project(slug);
            case 1 -> ItemKey.workflow(slug);
            default -> ItemKey.version(slug, 1 + random.nextInt(2));
        };
    }

    private boolean one(int inSoMany) {
        return random.nextInt(inSoMany) == 0;
    }

    @SafeVarargs
    private <T> T any(T... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
