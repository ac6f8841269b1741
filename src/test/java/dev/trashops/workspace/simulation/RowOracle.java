package dev.trashops.workspace.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.ClaimOrigin;
import dev.trashops.plan.model.DesiredState;
import dev.trashops.plan.model.Policy;
import dev.trashops.plan.model.RuleAction;
import dev.trashops.workspace.fake.FakeItem;
import java.util.List;
import java.util.stream.Stream;

/** Which claims make others needless: of a policy's claims, one is enough for an item. */
record RowOracle(List<Claim> claims) {
    /** Whether a rule with that action may do without a claim of its own. */
    boolean isEnough(Policy policy, FakeItem thing, RuleAction action) {
        return claims.stream()
                .filter(claim -> claim.policy().equals(policy.id()))
                .filter(claim -> Meaning.isNamed(claim, thing) || Meaning.isKnownAs(claim, thing))
                .anyMatch(claim -> isEnough(claim, action) || isTheSameUnderAnOldName(claim, thing, action));
    }

    /** What only watches goes on watching what was renamed. */
    private static boolean isTheSameUnderAnOldName(Claim claim, FakeItem thing, RuleAction action) {
        return action == RuleAction.OBSERVE
                && claim.spec().origin() == ClaimOrigin.OBSERVE_RULE
                && Meaning.isKnownAs(claim, thing);
    }

    private static boolean isEnough(Claim claim, RuleAction action) {
        if (claim.spec().origin() == ClaimOrigin.PERSON) {
            return action == RuleAction.OBSERVE;
        }
        boolean restores = claim.spec().suspended() || claim.spec().desired() == DesiredState.RESTORED;
        return switch (action) {
            case RESTORE -> isChanged(claim) && restores;
            case TRASH -> isChanged(claim) || claim.spec().origin() == ClaimOrigin.RESTORE_RULE;
            case OBSERVE -> isChanged(claim) || claim.spec().origin() != ClaimOrigin.OBSERVE_RULE;
        };
    }

    /** What only trashes or watches is gone where the policy has another claim on what is known to be the same item. */
    void check() {
        assertThat(claims.stream().filter(RowOracle::isOfTrashOrObserveRule).filter(claim -> !isChanged(claim)))
                .allSatisfy(claim -> assertThat(claims)
                        .as("another claim of the same policy on the item of %s", claim)
                        .noneMatch(other -> !other.id().equals(claim.id())
                                && other.policy().equals(claim.policy())
                                && other.spec().origin().isRule()
                                && claim.itemId().isPresent()
                                && other.itemId().equals(claim.itemId())));
    }

    private static boolean isOfTrashOrObserveRule(Claim claim) {
        return claim.spec().origin() == ClaimOrigin.TRASH_RULE || claim.spec().origin() == ClaimOrigin.OBSERVE_RULE;
    }

    /** Whether somebody made something else of it than its rule did. */
    static boolean isChanged(Claim claim) {
        return claim.spec().origin().isRule()
                && (claim.spec().suspended()
                        || Stream.of(RuleAction.values())
                                .noneMatch(action -> ClaimOrigin.of(action)
                                                == claim.spec().origin()
                                        && action.desired() == claim.spec().desired()));
    }
}
