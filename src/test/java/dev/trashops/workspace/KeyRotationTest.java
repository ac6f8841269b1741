package dev.trashops.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.model.DesiredState;
import dev.trashops.plan.model.Mode;
import dev.trashops.plan.model.Policy;
import dev.trashops.plan.model.PolicyId;
import dev.trashops.plan.model.PolicyProjection;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.model.SecretVersions;
import dev.trashops.workspace.fake.FakeRoboflowGateway;
import dev.trashops.workspace.port.ApiKey;
import dev.trashops.workspace.port.ClaimStore.Workload;
import dev.trashops.workspace.port.CredentialStore.KeyLookup;
import dev.trashops.workspace.port.LoopPorts;
import dev.trashops.workspace.port.RoboflowFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A Secret that is written anew: when it is noticed, what Roboflow says to its key, and what goes on meanwhile. */
class KeyRotationTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final PolicyId SECOND = new PolicyId("others", "second");

    private final WorkspaceLoopFixture fixture = new WorkspaceLoopFixture();
    private final List<String> calls = new ArrayList<>();

    @BeforeEach
    void begin() {
        secret("key", "1");
        fixture.kube.policy(PolicyEdits.every(fixture.policy(), Duration.ofDays(1)));
        fixture.roboflow.witnessCalls(calls::add);
        fixture.apply(DesiredState.RESTORED);
        fixture.run();
        assertThat(shown().secret()).isEqualTo(SecretVersions.accepted("1"));
    }

    @Test
    void aChangedSecretIsInUseWithinAMinuteWhateverTheIntervalIs() {
        fixture.roboflow.keys("new-key");
        secret("new-key", "2");
        fixture.roboflow.trash(WorkspaceLoopFixture.PROJECT);
        fixture.runFor(MINUTE);
        assertThat(shown().secret()).isEqualTo(SecretVersions.accepted("2"));
        assertThat(shown().readiness().reason()).isEqualTo(Reason.AVAILABLE);
        fixture.requestItem("now");
        fixture.runFor(MINUTE);
        assertThat(fixture.roboflow.mutations())
                .singleElement()
                .extracting(FakeRoboflowGateway.Mutation::key)
                .isEqualTo(new ApiKey("new-key"));
    }

    @Test
    void anUnchangedOneCostsAGetInThreeQuartersOfAMinuteAndNothingElse() {
        int reads = fixture.kube.keyReads();
        int writes = fixture.kube.policyWrites() + fixture.kube.statusWrites();
        calls.clear();
        fixture.runFor(HOUR);
        assertThat(fixture.kube.keyReads() - reads).isBetween(60, 80);
        assertThat(calls).doesNotContain("GET /");
        assertThat(fixture.kube.policyWrites() + fixture.kube.statusWrites()).isEqualTo(writes);
    }

    @Test
    void oneThatIsWrittenAnewWithTheSameKeyIsProvedOnce() {
        secret("key", "2");
        calls.clear();
        fixture.runFor(HOUR);
        assertThat(shown().secret()).isEqualTo(SecretVersions.accepted("2"));
        assertThat(calls).containsOnlyOnce("GET /");
    }

    @Test
    void aPolicyWhoseKeyWasExchangedForABadOneSaysSoAndDoesNothingUntilItHasAGoodOne() {
        secret("bad-key", "2");
        fixture.runFor(MINUTE);
        assertThat(shown().secret()).isEqualTo(SecretVersions.refused("2"));
        assertThat(shown().readiness().reason()).isEqualTo(Reason.INVALID_CREDENTIALS);
        fixture.roboflow.trash(WorkspaceLoopFixture.PROJECT);
        fixture.kube.apply(fixture.kube.claims().get(0));
        int reads = fixture.kube.keyReads();
        calls.clear();
        fixture.runFor(HOUR);
        assertThat(fixture.roboflow.mutations()).isEmpty();
        assertThat(fixture.kube.keyReads() - reads).as("every 10 s").isBetween(350, 361);
        assertThat(calls).as("ever more rarely").hasSizeLessThan(20).containsOnly("GET /");

        secret("worse-key", "3");
        fixture.runFor(Duration.ofSeconds(11));
        assertThat(shown().secret()).isEqualTo(SecretVersions.refused("3"));

        secret("key", "4");
        fixture.runFor(Duration.ofSeconds(15));
        assertThat(shown().secret()).isEqualTo(SecretVersions.accepted("4"));
        assertThat(fixture.roboflow.isActive(WorkspaceLoopFixture.PROJECT)).isTrue();
        assertThat(fixture.reason()).isEqualTo(Reason.RESTORED);
    }

    @Test
    void whatIsPendingThenSaysWhatIsWrongWithTheKey() {
        fixture.roboflow.trash(WorkspaceLoopFixture.PROJECT);
        fixture.roboflow.fail("POST /:workspace/trash/restore", new RoboflowFailure.Unavailable("POST"));
        fixture.requestItem("now");
        fixture.runFor(MINUTE);
        secret("bad-key", "2");
        fixture.runFor(MINUTE);
        assertThat(fixture.claimStatus().readiness()).contains(shown().readiness());
        assertThat(shown().readiness().message())
                .contains("Roboflow rejects the API key (http-401) in Secret roboflow");
    }

    @Test
    void whatItWantsKeptStaysProtectedFromOthersOfTheWorkspace() {
        fixture.kube.key(SECOND.namespace(), new KeyLookup.Found(new ApiKey("second-key"), Optional.of("9")));
        fixture.roboflow.keys("second-key");
        fixture.kube.policy(PolicyEdits.named(WorkspaceLoopFixture.policy(Mode.ENFORCE), SECOND, "second-uid"));
        secret("bad-key", "2");
        fixture.kube.write(SECOND, WorkspaceLoopFixture.PROJECT, DesiredState.TRASHED, fixture.clock.instant());
        fixture.run();
        assertThat(shown().secret()).isEqualTo(SecretVersions.refused("2"));
        assertThat(fixture.roboflow.isActive(WorkspaceLoopFixture.PROJECT)).isTrue();
        assertThat(fixture.kube.claims())
                .filteredOn(claim -> claim.policy().equals(SECOND))
                .allSatisfy(claim -> assertThat(
                                claim.status().readiness().orElseThrow().reason())
                        .isEqualTo(Reason.CONFLICT))
                .hasSize(1);
    }

    @Test
    void anOutageJudgesNoKey() {
        fixture.roboflow.fail("GET /", new RoboflowFailure.Unavailable("GET /"));
        fixture.roboflow.keys("new-key");
        secret("new-key", "2");
        fixture.runFor(MINUTE);
        assertThat(shown().secret()).isEqualTo(SecretVersions.accepted("1"));
        fixture.roboflow.mend("GET /");
        fixture.run();
        assertThat(shown().secret()).isEqualTo(SecretVersions.accepted("2"));
    }

    @Test
    void aBlockedAccountRefusesNoKey() {
        fixture.roboflow.fail("GET /", new RoboflowFailure.AccountBlocked("GET /", 423));
        secret("key", "2");
        fixture.runFor(MINUTE);
        assertThat(shown().readiness().reason()).isEqualTo(Reason.ACCOUNT_BLOCKED);
        assertThat(shown().secret()).isEqualTo(SecretVersions.accepted("1"));
    }

    @Test
    void aKeyThatIsRevokedAndEnabledAgainIsRefusedAndAccepted() {
        fixture.roboflow.keys("other");
        request("1");
        assertThat(shown().secret()).isEqualTo(SecretVersions.refused("1"));
        fixture.roboflow.keys("key");
        request("2");
        assertThat(shown().secret()).isEqualTo(SecretVersions.accepted("1"));
    }

    @Test
    void aSecretThatIsDeletedSaysNothingAboutItsKey() {
        fixture.kube.key(new KeyLookup.Missing("Create it."));
        fixture.runFor(MINUTE);
        assertThat(shown().readiness().reason()).isEqualTo(Reason.SECRET_NOT_FOUND);
        assertThat(shown().secret()).isEqualTo(SecretVersions.accepted("1"));
        secret("key", "2");
        fixture.runFor(MINUTE);
        assertThat(shown().secret()).isEqualTo(SecretVersions.accepted("2"));
    }

    /** Thousands of policies that begin together are not read together for ever. */
    @Test
    void eachPolicyHasAPauseOfItsOwn() {
        Policy one = WorkspaceLoopFixture.policy(Mode.ENFORCE);
        List<Policy> many = IntStream.range(0, 100)
                .mapToObj(
                        i -> PolicyEdits.named(one, new PolicyId("team-" + i, "production"), "uid-of-policy-" + i * 37))
                .toList();
        PolicyCredentials credentials = new PolicyCredentials(
                FakeRoboflowGateway.WORKSPACE,
                new LoopPorts(fixture.roboflow, fixture.process.stores(), fixture.listener, fixture.clock));
        Workload workload = new Workload(many, List.of(), Map.of(), List.of(), Map.of());
        Instant now = fixture.clock.instant();
        credentials.update(workload, now);
        credentials.ordered().forEach(credential -> credential.verified(now));
        Instant next = now.plusSeconds(10);
        credentials.update(workload, next);
        List<Instant> due = credentials
                .ordered()
                .map(credential -> credential
                        .wakeTimes()
                        .filter(next::isBefore)
                        .min(Instant::compareTo)
                        .orElseThrow())
                .distinct()
                .toList();
        assertThat(due)
                .hasSizeGreaterThan(80)
                .allMatch(at -> !at.isBefore(next.plusSeconds(45)) && at.isBefore(next.plusSeconds(55)));
    }

    private void secret(String key, String version) {
        fixture.kube.key(new KeyLookup.Found(new ApiKey(key), Optional.of(version)));
    }

    /** Somebody asks the policy for a look. */
    private void request(String value) {
        fixture.kube.policy(PolicyEdits.requested(fixture.policy(), value));
        fixture.runFor(Duration.ofSeconds(5));
    }

    private PolicyProjection shown() {
        return fixture.kube.shown(fixture.policy()).orElseThrow();
    }
}
