package dev.trashops.controller.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.api.v1alpha1.RoboflowTrashPolicy;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicyStatus;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicyStatus.Credentials;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicyStatus.TrashSummary;
import dev.trashops.controller.mapping.KeyStatus.Verdict;
import dev.trashops.controller.testdata.ResourceFixture;
import dev.trashops.plan.model.PolicyProjection;
import dev.trashops.plan.model.PolicyState.KeyProof;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.model.SecretVersions;
import dev.trashops.plan.testdata.PolicyProjectionBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a policy's status tells of its key changes once for each change of the key, and at no other time. */
class KeyStatusTest {
    private static final Instant FIRST = Instant.parse("2026-06-15T12:00:00Z");
    private static final Instant LATER = FIRST.plusSeconds(3600);
    private static final Credentials ACCEPTED = new Credentials(FIRST, "1", null);
    private static final Credentials REFUSED = new Credentials(FIRST, null, "2");

    @Test
    void aFirstKeyThatIsAcceptedIsToldWithItsSecret() {
        assertThat(after(null, SecretVersions.accepted("1"), FIRST)).isEqualTo(ACCEPTED);
        assertThat(verdict(null, ACCEPTED)).contains(new Verdict(true, "1"));
    }

    @Test
    void furtherProofsOfItAreNot() {
        assertThat(after(ACCEPTED, SecretVersions.accepted("1"), LATER)).isEqualTo(ACCEPTED);
        assertThat(after(ACCEPTED, SecretVersions.NONE, LATER)).isEqualTo(ACCEPTED);
        assertThat(verdict(ACCEPTED, ACCEPTED)).isEmpty();
    }

    @Test
    void oneInAnotherVersionOfTheSecretIsToldAnew() {
        Credentials another = after(ACCEPTED, SecretVersions.accepted("2"), LATER);
        assertThat(another).isEqualTo(new Credentials(LATER, "2", null));
        assertThat(verdict(ACCEPTED, another)).contains(new Verdict(true, "2"));
    }

    @Test
    void aRefusedOneTakesItsPlaceAndDoesNotHideThatOneOpenedTheWorkspace() {
        assertThat(after(ACCEPTED, SecretVersions.refused("2"), LATER)).isEqualTo(REFUSED);
        assertThat(verdict(ACCEPTED, REFUSED)).contains(new Verdict(false, "2"));
        assertThat(after(REFUSED, SecretVersions.refused("2"), LATER)).isEqualTo(REFUSED);
        assertThat(after(REFUSED, SecretVersions.NONE, LATER)).isEqualTo(REFUSED);
    }

    @Test
    void eachRefusedVersionIsToldOnce() {
        Credentials another = after(REFUSED, SecretVersions.refused("3"), LATER);
        assertThat(verdict(REFUSED, another)).contains(new Verdict(false, "3"));
        assertThat(verdict(another, after(another, SecretVersions.refused("3"), LATER)))
                .isEmpty();
        assertThat(verdict(null, after(null, SecretVersions.refused("3"), LATER)))
                .contains(new Verdict(false, "3"));
    }

    @Test
    void whatIsAcceptedAfterItWasRefusedIsToldAnewAlsoInTheSameVersion() {
        Credentials back = after(REFUSED, SecretVersions.accepted("2"), LATER);
        assertThat(back).isEqualTo(new Credentials(LATER, "2", null));
        assertThat(verdict(REFUSED, back)).contains(new Verdict(true, "2"));
    }

    /** Operators before this one told no version: that is added in silence. */
    @Test
    void anUpgradeTellsNothingNew() {
        Credentials old = new Credentials(FIRST, null, null);
        Credentials now = after(old, SecretVersions.accepted("1"), LATER);
        assertThat(now).isEqualTo(ACCEPTED);
        assertThat(verdict(old, now)).isEmpty();
        assertThat(verdict(old, after(old, SecretVersions.refused("2"), LATER))).contains(new Verdict(false, "2"));
    }

    /** As little as before there were versions. */
    @Test
    void aPolicyThatOnlyEverHadRefusedKeysShowsNothingOfTheWorkspace() {
        assertThat(trash(new Credentials(null, null, "2"))).isNull();
        assertThat(trash(REFUSED)).isNotNull();
    }

    private static @Nullable TrashSummary trash(Credentials before) {
        return PolicyStatusMapper.status(
                        projection(KeyProof.NONE, SecretVersions.NONE), Optional.empty(), status(before), LATER)
                .trash();
    }

    private static @Nullable Credentials after(@Nullable Credentials before, SecretVersions secret, Instant now) {
        return KeyStatus.credentials(projection(KeyProof.CURRENT, secret), before, now);
    }

    private static Optional<Verdict> verdict(@Nullable Credentials before, @Nullable Credentials after) {
        return KeyStatus.verdict(policy(before), policy(after));
    }

    private static RoboflowTrashPolicy policy(@Nullable Credentials credentials) {
        RoboflowTrashPolicy policy = ResourceFixture.policy("team-a", "team", ResourceFixture.POLICY);
        policy.setStatus(status(credentials));
        return policy;
    }

    /** A status that tells of the workspace. */
    private static RoboflowTrashPolicyStatus status(@Nullable Credentials credentials) {
        return new RoboflowTrashPolicyStatus(
                1L,
                null,
                credentials,
                new TrashSummary(1, 1, 0, 0, 0, 0, null, null, null, null, null),
                null,
                null,
                List.of(),
                null,
                List.of(),
                null,
                List.of(),
                List.of());
    }

    private static PolicyProjection projection(KeyProof proof, SecretVersions secret) {
        return PolicyProjectionBuilder.of(Readiness.stalled(Reason.INVALID_CREDENTIALS, "It is refused."))
                .proof(proof)
                .secret(secret)
                .build();
    }
}
