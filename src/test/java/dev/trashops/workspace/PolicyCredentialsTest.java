package dev.trashops.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trashops.plan.model.Mode;
import dev.trashops.plan.model.Policy;
import dev.trashops.plan.model.PolicyId;
import dev.trashops.plan.model.PolicyState.KeyProof;
import dev.trashops.plan.model.Reason;
import dev.trashops.workspace.fake.FakeRoboflowGateway;
import dev.trashops.workspace.port.ApiKey;
import dev.trashops.workspace.port.ClaimStore.Workload;
import dev.trashops.workspace.port.CredentialStore.KeyLookup;
import dev.trashops.workspace.port.LoopPorts;
import dev.trashops.workspace.port.RoboflowException;
import dev.trashops.workspace.port.RoboflowFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** With which of several keys a workspace is read. */
class PolicyCredentialsTest {
    private static final PolicyId SECOND = new PolicyId("others", "second");

    private final WorkspaceLoopFixture fixture = new WorkspaceLoopFixture();
    private final Instant now = fixture.clock.instant();
    private final PolicyCredentials credentials = twoVerified();

    private PolicyCredentials twoVerified() {
        fixture.kube.key("others", new KeyLookup.Found(new ApiKey("second-key")));
        PolicyCredentials made = new PolicyCredentials(
                FakeRoboflowGateway.WORKSPACE,
                new LoopPorts(fixture.roboflow, fixture.process.stores(), fixture.listener, fixture.clock));
        Policy first = WorkspaceLoopFixture.policy(Mode.ENFORCE);
        made.update(
                new Workload(
                        List.of(first, PolicyEdits.named(first, SECOND, "second-uid")),
                        List.of(),
                        Map.of(),
                        List.of(),
                        Map.of()),
                now);
        made.ordered().forEach(credential -> credential.verified(now));
        return made;
    }

    private Optional<PolicyId> reader(Instant at) {
        return credentials.toReadWith(at).map(credential -> credential.policy().id());
    }

    @Test
    void theKeyOfTheOldestPolicyReadsAndNoOtherStandsInWhileItsBudgetIsUsedUp() {
        assertThat(reader(now)).contains(WorkspaceLoopFixture.POLICY);
        Instant until = now.plusSeconds(3);
        credentials.of(WorkspaceLoopFixture.POLICY).orElseThrow().hold(until);
        assertThat(reader(now)).isEmpty();
        assertThat(reader(until)).contains(WorkspaceLoopFixture.POLICY);
        assertThat(credentials.wakeTimes()).contains(until);
    }

    @Test
    void anotherReadsWhereThatOneCant() {
        Credential first = credentials.of(WorkspaceLoopFixture.POLICY).orElseThrow();
        first.readFailed(new RoboflowFailure.MissingScope("GET /:workspace/trash", "project:read"), now);
        assertThat(reader(now)).contains(SECOND);
        assertThat(reader(now.plus(Duration.ofDays(1)))).contains(WorkspaceLoopFixture.POLICY);
    }

    /** Whose key is never used would otherwise go on seeing what another one reads. */
    @Test
    void aKeyThatNothingIsReadWithIsProvedAnewNowAndThen() throws RoboflowException {
        Credential first = credentials.of(WorkspaceLoopFixture.POLICY).orElseThrow();
        Credential second = credentials.of(SECOND).orElseThrow();
        Instant later = now.plus(Duration.ofMinutes(15));
        first.readSucceeded(later);
        assertThat(credentials.proveAgain(now.plus(Duration.ofMinutes(5)))).isFalse();
        fixture.roboflow.keys("key");
        assertThatThrownBy(() -> credentials.proveAgain(later)).isInstanceOf(RoboflowException.class);
        assertThat(first.isVerified()).isTrue();
        assertThat(second.access(Optional.empty())).satisfies(access -> {
            assertThat(access.proof()).isEqualTo(KeyProof.LAPSED);
            assertThat(access.readiness().reason()).isEqualTo(Reason.INVALID_CREDENTIALS);
        });
    }

    @Test
    void anOutageSaysNothingAboutAKeyThatHasWorked() {
        Credential second = credentials.of(SECOND).orElseThrow();
        Instant later = now.plus(Duration.ofMinutes(15));
        second.failed(new RoboflowFailure.Unavailable("GET /"), later);
        assertThat(second.isVerified()).isTrue();
        assertThat(second.toVerify(later)).isEmpty();
        assertThat(second.toVerify(later.plus(Duration.ofMinutes(1)))).isPresent();
    }

    private static Stream<RoboflowFailure> refusals() {
        return Stream.of(
                new RoboflowFailure.AccountBlocked("GET /", 402),
                new RoboflowFailure.AccountBlocked("GET /", 423),
                new RoboflowFailure.Refused("GET /", 403),
                new RoboflowFailure.Unauthorized("GET /"),
                new RoboflowFailure.NotFound("GET /"));
    }

    private KeyProof proof(Credential credential) {
        return credential.access(Optional.empty()).proof();
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void aPolicySeesTheWorkspaceOnlyWhileItsOwnKeyOpensIt(RoboflowFailure refusal) {
        Credential second = credentials.of(SECOND).orElseThrow();
        second.read(new KeyLookup.Found(new ApiKey("rotated")), now);
        assertThat(proof(second)).as("not asked yet").isEqualTo(KeyProof.LAPSED);
        second.failed(refusal, now);
        assertThat(proof(second)).isEqualTo(KeyProof.LAPSED);
        second.verified(now);
        assertThat(proof(second)).isEqualTo(KeyProof.CURRENT);
        second.failed(refusal, now);
        assertThat(proof(second)).as("asked again").isEqualTo(KeyProof.LAPSED);
        assertThat(second.toVerify(now.plus(Duration.ofHours(1)))).isPresent();
    }

    /** What its claims protect stays protected: such a failure does not say whose the key is. */
    @Test
    void aBlockedAccountIsNoProofThatAKeyIsOfAnotherWorkspace() {
        Credential unproved = new Credential(WorkspaceLoopFixture.policy(Mode.ENFORCE));
        unproved.read(new KeyLookup.Found(new ApiKey("key")), now);
        unproved.failed(new RoboflowFailure.AccountBlocked("GET /", 423), now);
        assertThat(unproved.access(Optional.empty()).refused()).isFalse();
        unproved.failed(new RoboflowFailure.Unauthorized("GET /"), now);
        assertThat(unproved.access(Optional.empty()).refused()).isTrue();
    }

    @Test
    void noKeyIsToBeExpectedForAPolicyThatIsGoneWithoutHavingShownAGoodOne() {
        Credential refused = credentials.of(SECOND).orElseThrow();
        refused.failed(new RoboflowFailure.Unauthorized("GET /"), now);
        Credential unread = new Credential(WorkspaceLoopFixture.policy(Mode.ENFORCE));
        unread.read(new KeyLookup.Unreadable("Grant the right.", true), now);
        for (Credential credential : List.of(refused, unread)) {
            credential.needed(true, true);
            assertThat(credential.access(Optional.empty()).keyless()).isFalse();
            credential.needed(false, true);
            assertThat(credential.access(Optional.empty()).keyless()).isTrue();
        }
        Credential good = credentials.of(WorkspaceLoopFixture.POLICY).orElseThrow();
        good.needed(false, true);
        assertThat(good.access(Optional.empty()).keyless()).isFalse();
    }

    @Test
    void whoeverAsksForALookHasTheirOwnKeyProvedToo() {
        Credential second = credentials.of(SECOND).orElseThrow();
        Instant soon = now.plus(second.policy().interval());
        assertThat(second.toVerify(soon)).isEmpty();
        second.dueNow();
        assertThat(second.toVerify(soon)).isPresent();
    }
}
