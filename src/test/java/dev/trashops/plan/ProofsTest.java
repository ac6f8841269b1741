package dev.trashops.plan;

import static dev.trashops.plan.model.DesiredState.RESTORED;
import static dev.trashops.plan.model.DesiredState.TRASHED;
import static dev.trashops.plan.model.ItemKey.project;
import static dev.trashops.plan.model.ItemKey.version;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.model.ActiveVersion;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.observe.Inventory;
import dev.trashops.plan.observe.ReadResult;
import dev.trashops.plan.observe.ReadTarget;
import dev.trashops.plan.testdata.PlanInputEdits;
import dev.trashops.plan.testdata.WorkspaceScenario;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How old the proofs of an action may be when each answer takes long. */
class ProofsTest {
    private static final Instant NOW = WorkspaceScenario.NOW;
    private static final Instant SINCE = ago(120);

    private static Instant ago(int seconds) {
        return NOW.minusSeconds(seconds);
    }

    /** All was read at that time, and the Trash was listed at the other one. */
    private static WorkspaceScenario trashing(ItemKey item, Instant read, Instant listed) {
        return WorkspaceScenario.workspace()
                .others(30)
                .active(project("cat"))
                .active(version("cat", 1))
                .active(version("cat", 2))
                .claim(TRASHED, item)
                .readAt(read)
                .listedAt(listed);
    }

    /** What is missing first in a turn that began then. */
    private static Optional<ReadTarget> missing(PlanInput input, Instant since) {
        PlannedAction action = Planner.plan(input).actions().get(0);
        Optional<Instant> turn = Optional.of(since).filter(begun -> !Proofs.isOver(begun, input.now()));
        return action.proofs().missing(read -> begunAt(input, read), turn, input.now());
    }

    private static Instant begunAt(PlanInput input, ReadTarget read) {
        return read instanceof ReadTarget.Trash
                ? input.trash().orElseThrow().begunAt()
                : input.inventory().last(read).map(ReadResult::begunAt).orElse(Instant.MIN);
    }

    /** The same, with one version read later. */
    private static PlanInput versionReadAt(PlanInput input, Instant at) {
        Map<ItemKey, ReadResult<ActiveVersion>> versions =
                new HashMap<>(input.inventory().versions());
        versions.computeIfPresent(
                version("cat", 2),
                (item, read) -> new ReadResult.Found<>(read.found().orElseThrow(), at));
        Inventory seen = input.inventory();
        return PlanInputEdits.seen(
                input,
                input.trash(),
                new Inventory(
                        seen.projects(),
                        seen.workflows(),
                        seen.contents(),
                        versions,
                        seen.trainings(),
                        seen.specifications()));
    }

    @Test
    void whatWasReadInOneGoCounts() {
        for (ItemKey item : List.of(project("cat"), version("cat", 2))) {
            PlanInput input = trashing(item, ago(100), ago(80)).input();
            assertThat(missing(input, SINCE)).as(item.described()).isEmpty();
        }
    }

    @Test
    void aListingCountsOnlyIfItWasBegunAfterTheItemsOwnRead() {
        for (ItemKey item : List.of(project("cat"), version("cat", 2))) {
            PlanInput input = trashing(item, ago(100), ago(110)).input();
            assertThat(missing(input, SINCE)).as(item.described()).contains(new ReadTarget.Trash());
        }
    }

    @Test
    void theItemsOwnReadCountsOnlyIfItWasBegunAfterThoseOfWhichThereMayBeMany() {
        PlanInput input =
                versionReadAt(trashing(project("cat"), ago(100), ago(45)).input(), ago(50));
        assertThat(missing(input, SINCE)).contains(new ReadTarget.Project("cat"));
    }

    /** However the answers are, nothing is asked for that is fresh. */
    @Test
    void whatIsFreshNeedNotBeInOrder() {
        PlanInput input =
                versionReadAt(trashing(project("cat"), ago(25), ago(9)).input(), ago(1));
        assertThat(missing(input, SINCE)).isEmpty();
        assertThat(missing(trashing(version("cat", 2), ago(5), ago(8)).input(), SINCE))
                .isEmpty();
    }

    @Test
    void aRestoreNeedsNothingButTheListingOfItsTurn() {
        PlanInput input = WorkspaceScenario.workspace()
                .inTrash(project("cat"))
                .claim(RESTORED, project("cat"))
                .listedAt(ago(28))
                .input();
        assertThat(missing(input, ago(28))).isEmpty();
        assertThat(missing(input, ago(27))).contains(new ReadTarget.Trash());
    }

    @Test
    void aTurnThatLastsTooLongProvesNothing() {
        PlanInput input = trashing(version("cat", 2), ago(100), ago(80)).input();
        assertThat(missing(input, NOW.minus(Duration.ofMinutes(6)))).isPresent();
    }
}
