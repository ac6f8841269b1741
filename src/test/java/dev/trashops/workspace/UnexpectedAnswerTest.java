package dev.trashops.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.model.Approval;
import dev.trashops.plan.model.Contradiction;
import dev.trashops.plan.model.DesiredState;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.LastAction.Outcome;
import dev.trashops.plan.model.Mode;
import dev.trashops.plan.model.PolicyId;
import dev.trashops.plan.model.PolicyProjection;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.model.RestoreTarget;
import dev.trashops.plan.model.TrashAnswer;
import dev.trashops.plan.model.TrashingHalt;
import dev.trashops.workspace.fake.FakeItem;
import dev.trashops.workspace.fake.FakeLoopListener;
import dev.trashops.workspace.port.LoopListener;
import dev.trashops.workspace.port.RoboflowFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a loop does when Roboflow answers a change with something other than was asked for. */
class UnexpectedAnswerTest {
    private static final Contradiction FOR_GOOD = new Contradiction("trash", "true", Optional.of("false"));
    private static final Contradiction ANOTHER = new Contradiction("project", "detector", Optional.of("kitties"));
    private static final PolicyId SECOND = new PolicyId("others", "second");

    private final WorkspaceLoopFixture fixture = new WorkspaceLoopFixture();

    private static PolicyProjection shown(WorkspaceLoopFixture fixture) {
        return fixture.kube.shown(fixture.policy()).orElseThrow();
    }

    private void annotate(String value) {
        fixture.kube.policy(PolicyEdits.requested(fixture.policy(), value));
    }

    @Test
    void oneDeletionForGoodIsTheLastUntilSomebodyHasLooked() {
        PruningFixture pruning = new PruningFixture(Approval.AUTOMATIC);
        WorkspaceLoopFixture loop = pruning.fixture;
        loop.roboflow.contradict(FOR_GOOD);
        loop.run();
        assertThat(loop.roboflow.mutations()).hasSize(1);
        assertThat(shown(loop).readiness().reason()).isEqualTo(Reason.UNEXPECTED_ANSWER);
        String hit = loop.roboflow.mutations().get(0).thing().key().described();
        assertThat(shown(loop).halt().orElseThrow().message())
                .isEqualTo("Roboflow answered the DELETE of " + hit + " with trash: false (asked for true).");
        assertThat(loop.kube.claims())
                .hasSize(2)
                .allSatisfy(claim -> assertThat(
                                claim.status().readiness().orElseThrow().reason())
                        .isEqualTo(Reason.UNEXPECTED_ANSWER));

        loop.roboflow.falsify(answer -> answer);
        loop.runFor(Duration.ofDays(1));
        loop.restart();
        loop.run();
        assertThat(loop.roboflow.mutations()).hasSize(1);

        loop.kube.policy(PolicyEdits.requested(loop.policy(), "i have looked"));
        loop.run();
        assertThat(loop.roboflow.mutations()).hasSize(2);
        assertThat(shown(loop).readiness().reason()).isEqualTo(Reason.AVAILABLE);
        assertThat(shown(loop).halt()).isEmpty();
        loop.restart();
        loop.run();
        assertThat(shown(loop).readiness().reason()).isEqualTo(Reason.AVAILABLE);
    }

    @Test
    void theLogSaysWhatWasAnsweredBeforeItSaysHowItEnded() {
        List<String> recorded = new ArrayList<>();
        fixture.restart(new FakeLoopListener() {
            @Override
            public void contradicted(LoopListener.Mutation mutation, List<Contradiction> found, Instant at) {
                recorded.add(mutation.action() + " " + found);
            }

            @Override
            public void ended(LoopListener.Mutation mutation, Outcome outcome, String message, Instant at) {
                recorded.add(outcome + " " + message);
            }
        });
        fixture.roboflow.contradict(FOR_GOOD);
        fixture.apply(DesiredState.TRASHED);
        fixture.run();
        assertThat(recorded)
                .containsExactly(
                        "TRASH " + List.of(FOR_GOOD),
                        "DONE Roboflow answered the DELETE with trash: false (asked for true): it may be deleted for good.");
    }

    @Test
    void anotherItemThatIsNamedIsRestoredAtOnce() {
        ItemKey kitties = ItemKey.project("kitties");
        fixture.roboflow.create(kitties, fixture.clock.instant().minus(Duration.ofDays(9)), false);
        FakeItem hit = Objects.requireNonNull(fixture.roboflow.active().get(kitties));
        fixture.roboflow.falsify(answer -> {
            fixture.roboflow.restore(
                    fixture.roboflow.inTrash(WorkspaceLoopFixture.PROJECT).orElseThrow());
            fixture.roboflow.trash(kitties);
            return new TrashAnswer(
                    answer.id(),
                    answer.endpoint(),
                    List.of(ANOTHER),
                    Optional.of(new RestoreTarget(ItemType.PROJECT, hit.id(), Optional.empty())));
        });
        fixture.apply(DesiredState.TRASHED);
        fixture.run();
        assertThat(fixture.roboflow.isActive(kitties)).isTrue();
        assertThat(fixture.roboflow.mutations()).hasSize(2);
        assertThat(fixture.reason()).isEqualTo(Reason.UNEXPECTED_ANSWER);
        assertThat(fixture.claimStatus().lastAction().orElseThrow().outcome()).isEqualTo(Outcome.REVERTED);
    }

    @Test
    void whatWasHitWithoutBeingNamedIsDecidedByTheListing() {
        fixture.roboflow.falsify(
                answer -> new TrashAnswer(Optional.empty(), Optional.empty(), List.of(ANOTHER), Optional.empty()));
        fixture.apply(DesiredState.TRASHED);
        fixture.run();
        assertThat(fixture.claimStatus().lastAction().orElseThrow().outcome()).isEqualTo(Outcome.DONE);
        assertThat(fixture.reason()).isEqualTo(Reason.UNEXPECTED_ANSWER);
        annotate("seen");
        fixture.run();
        assertThat(fixture.reason()).isEqualTo(Reason.TRASHED);
    }

    @Test
    void anotherIdAloneIsAnOrdinaryRaceThatIsUndoneAndStopsNothingElse() {
        fixture.roboflow.giveNameToAnother(WorkspaceLoopFixture.PROJECT, "somebody-elses");
        fixture.apply(DesiredState.TRASHED, Optional.of("the-one-meant"));
        fixture.run();
        assertThat(fixture.reason()).isEqualTo(Reason.IDENTITY_MISMATCH);
        assertThat(shown(fixture).halt()).isEmpty();
        assertThat(shown(fixture).readiness().isReady()).isTrue();
    }

    @Test
    void aRestoreThatIsAnsweredSoStandsButStopsTrashing() {
        fixture.roboflow.trash(WorkspaceLoopFixture.PROJECT);
        fixture.roboflow.contradictRestores(new Contradiction("type", "project", Optional.of("version")));
        fixture.apply(DesiredState.RESTORED);
        fixture.run();
        assertThat(fixture.reason()).isEqualTo(Reason.RESTORED);
        assertThat(shown(fixture).readiness().reason()).isEqualTo(Reason.UNEXPECTED_ANSWER);
        assertThat(shown(fixture).readiness().message())
                .startsWith(
                        "Roboflow answered the restore of project detector with type: version (asked for project).");
        fixture.apply(WorkspaceLoopFixture.PROJECT, 2, DesiredState.TRASHED);
        fixture.run();
        assertThat(fixture.roboflow.mutations()).hasSize(1);
        fixture.roboflow.trash(WorkspaceLoopFixture.PROJECT);
        fixture.apply(WorkspaceLoopFixture.PROJECT, 3, DesiredState.RESTORED);
        fixture.run();
        assertThat(fixture.roboflow.isActive(WorkspaceLoopFixture.PROJECT)).isTrue();
    }

    @Test
    void aRestoreThatUndoesAWrongDeleteStopsTrashingToo() {
        fixture.roboflow.giveNameToAnother(WorkspaceLoopFixture.PROJECT, "somebody-elses");
        fixture.roboflow.contradictRestores(new Contradiction("id", "somebody-elses", Optional.of("a-third")));
        fixture.apply(DesiredState.TRASHED, Optional.of("the-one-meant"));
        fixture.run();
        assertThat(shown(fixture).readiness().reason()).isEqualTo(Reason.UNEXPECTED_ANSWER);
    }

    @Test
    void aPolicyThatIsRecreatedOrNewShowsItTooAndLiftsItForBoth() {
        fixture.kube.policy(PolicyEdits.named(fixture.policy(), SECOND, "second-uid"));
        fixture.roboflow.contradict(FOR_GOOD);
        fixture.apply(DesiredState.TRASHED);
        fixture.run();
        PolicyProjection second =
                fixture.kube.shown(fixture.kube.policy(SECOND).orElseThrow()).orElseThrow();
        assertThat(second.readiness().message()).contains("a policy in another namespace");

        fixture.kube.policy(PolicyEdits.named(fixture.policy(), WorkspaceLoopFixture.POLICY, "recreated"));
        fixture.run();
        assertThat(shown(fixture).readiness().reason()).isEqualTo(Reason.UNEXPECTED_ANSWER);
        fixture.restart();
        fixture.run();
        assertThat(shown(fixture).halt().map(TrashingHalt::since))
                .isEqualTo(second.halt().map(TrashingHalt::since));

        fixture.kube.policy(PolicyEdits.requested(fixture.kube.policy(SECOND).orElseThrow(), "seen"));
        fixture.run();
        assertThat(shown(fixture).halt()).isEmpty();
    }

    @Test
    void theOnlyPolicyIsRecreatedWithoutLiftingIt() {
        fixture.roboflow.contradict(FOR_GOOD);
        fixture.apply(DesiredState.TRASHED);
        fixture.run();
        fixture.kube.policy(PolicyEdits.requested(
                PolicyEdits.named(fixture.policy(), WorkspaceLoopFixture.POLICY, "recreated"), "with an annotation"));
        fixture.run();
        assertThat(shown(fixture).readiness().reason()).isEqualTo(Reason.UNEXPECTED_ANSWER);
        annotate("looked");
        fixture.run();
        assertThat(shown(fixture).readiness().reason()).isEqualTo(Reason.AVAILABLE);
    }

    @Test
    void aNewLeaderLearnsItFromTheStatusWhateverItKnewBefore() {
        fixture.run();
        WorkspaceLoopFixture.OperatorProcess waiting = fixture.running();
        fixture.restart();
        fixture.roboflow.contradict(FOR_GOOD);
        fixture.apply(DesiredState.TRASHED);
        fixture.run();
        fixture.switchTo(waiting);
        fixture.apply(ItemKey.project("other-1"), 2, DesiredState.TRASHED);
        fixture.run();
        assertThat(fixture.roboflow.mutations()).hasSize(1);
        assertThat(shown(fixture).readiness().reason()).isEqualTo(Reason.UNEXPECTED_ANSWER);
    }

    @Test
    void anAnnotationOfBeforeTheStatusShowsItLiftsNothing() {
        annotate("monday");
        fixture.roboflow.contradict(FOR_GOOD);
        fixture.apply(DesiredState.TRASHED);
        fixture.roboflow.falsify(answer -> {
            annotate("tuesday");
            return new TrashAnswer(answer.id(), answer.endpoint(), List.of(FOR_GOOD), answer.restorable());
        });
        fixture.run();
        assertThat(shown(fixture).readiness().reason()).isEqualTo(Reason.UNEXPECTED_ANSWER);
        assertThat(shown(fixture).halt().orElseThrow().request()).contains("tuesday");
    }

    @Test
    void anAnswerThatCannotBeReadAtAllStopsNothing() {
        fixture.roboflow.fail("DELETE", new RoboflowFailure.Malformed("DELETE"));
        fixture.apply(DesiredState.TRASHED);
        fixture.run();
        assertThat(shown(fixture).halt()).isEmpty();
        assertThat(fixture.policy().mode()).isEqualTo(Mode.ENFORCE);
    }
}
