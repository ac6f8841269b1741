package dev.trashops.plan.testdata;

import dev.trashops.plan.PlanInput;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.DesiredState;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.model.Tristate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** A workspace that two policies look after with rules; people have changed rules and their claims here and there. */
public final class RandomRuleWorkspace {
    private static final List<String> SLUGS = List.of("-c.t", "d.g", "e_el.");
    private static final Readiness BROKEN = Readiness.reconciling(Reason.API_UNAVAILABLE, "Roboflow did not answer.");

    private final Random random;

    public RandomRuleWorkspace(long seed) {
        this.random = new Random(seed);
    }

    /** Every claim that rules want is there, and has been for an hour. */
    public PlanInput input() {
        PlanInput adopted = ChildClaims.of(given().input());
        List<Claim> claims = adopted.claims().stream()
                .map(claim -> claim.spec().origin().isRule() ? lived(claim) : claim)
                .toList();
        PlanInput lived = PlanInputEdits.claims(adopted, claims);
        return one(3) ? PlanInputEdits.policies(lived, PlanInputEdits::lastRuleGone) : lived;
    }

    private WorkspaceScenario given() {
        WorkspaceScenario given = WorkspaceScenario.workspace().others(random.nextInt(20));
        for (String namespace : List.of("team", "others")) {
            given.policy(p -> policy(p.in(namespace)));
        }
        for (String slug : SLUGS) {
            place(given, slug);
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            String name = "claim-" + i;
            given.claim(any(DesiredState.values()), item(), c -> c.named(name).in(any("team", "others")));
        }
        if (one(8)) {
            given.unread(ItemKey.project(any("-c.t", "d.g")));
        }
        if (one(8)) {
            given.unreadable(ItemKey.project(any("d.g", "e_el.")), BROKEN);
        }
        if (one(20)) {
            given.state(state -> state.skewed(true));
        }
        return given;
    }

    private PolicyBuilder policy(PolicyBuilder policy) {
        PolicyBuilder made =
                policy.limits(random.nextInt(12), 10 + random.nextInt(90)).rules(new RandomRules(random).some());
        for (int i = random.nextInt(3); i > 0; i--) {
            made.trashed(
                    item(),
                    WorkspaceScenario.NOW.minus(Duration.ofHours(random.nextInt(60))),
                    any(Optional.empty(), Optional.of("rule-0"), Optional.of("rule-1")),
                    Optional.empty());
        }
        return one(12) ? made.ledgerUnread() : made;
    }

    private void place(WorkspaceScenario given, String slug) {
        if (one(6)) {
            given.inTrash(ItemKey.project(slug));
        } else {
            given.active(ItemKey.project(slug), created());
            for (int number = 1; number <= random.nextInt(7); number++) {
                version(given, ItemKey.version(slug, number));
            }
        }
        if (one(3)) {
            given.inTrash(ItemKey.workflow(slug));
        } else {
            given.active(ItemKey.workflow(slug), created());
        }
    }

    private void version(WorkspaceScenario given, ItemKey item) {
        if (one(5)) {
            given.inTrash(item, e -> e.deletedAt(WorkspaceScenario.NOW.minus(Duration.ofHours(random.nextInt(60)))));
            return;
        }
        Tristate trained = one(8) ? any(Tristate.values()) : Tristate.NO;
        Tristate running = one(8) ? any(Tristate.values()) : Tristate.NO;
        given.activeVersion(item, created(), trained, running)
                .usable(item, any(Tristate.YES, Tristate.YES, Tristate.YES, Tristate.NO, Tristate.UNKNOWN));
    }

    private Optional<Instant> created() {
        return one(12)
                ? Optional.empty()
                : Optional.of(WorkspaceScenario.NOW.minus(Duration.ofDays(any(300, 300, 100, 5))));
    }

    private Claim lived(Claim claim) {
        if (one(8)) {
            return ClaimEdits.edited(claim, claim.spec().desired(), true);
        }
        return one(8) ? ClaimEdits.edited(claim, any(DesiredState.values()), false) : claim;
    }

    private ItemKey item() {
        String slug = any("-c.t", "d.g", "e_el.");
        return switch (random.nextInt(3)) {
            case 0 -> ItemKey.project(slug);
            case 1 -> ItemKey.workflow(slug);
            default -> ItemKey.version(slug, 1 + random.nextInt(5));
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
