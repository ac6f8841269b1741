package dev.trashops.plan;

import static dev.trashops.plan.model.DesiredState.OBSERVED;
import static dev.trashops.plan.model.DesiredState.RESTORED;
import static dev.trashops.plan.model.ItemKey.project;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.ClaimStatus;
import dev.trashops.plan.model.CleanupWarning;
import dev.trashops.plan.model.ObservedState;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.TrashFacts;
import dev.trashops.plan.testdata.ClaimBuilder;
import dev.trashops.plan.testdata.PlanInputEdits;
import dev.trashops.plan.testdata.PlanReader;
import dev.trashops.plan.testdata.TrashEntryBuilder;
import dev.trashops.plan.testdata.WorkspaceScenario;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Who trashed something is named wherever a listing names them, and nowhere else. */
class DeletedByNameTest {
    private static final String NAME = "Jane Doe";

    @Test
    void theStatusNamesWhoTrashedIt() {
        WorkspaceScenario given = named().claim(OBSERVED, project("cat"));
        assertThat(claimStatus(given).trash().flatMap(TrashFacts::deletedByName))
                .hasValue(NAME);
        assertThat(claimStatus(unnamed().claim(OBSERVED, project("cat"))).toString())
                .doesNotContain(NAME);
    }

    @Test
    void whatIsNoLongerInTheTrashNamesNobody() {
        ClaimStatus after = claimStatus(WorkspaceScenario.workspace()
                .others(3)
                .claim(
                        OBSERVED,
                        project("cat"),
                        c -> c.remembering(
                                m -> m.trashed(hoursAgo(800), hoursAgo(48)).trashedBy(NAME))));
        assertThat(after.observed()).isEqualTo(ObservedState.PURGED);
        assertThat(after.trash()).isPresent();
        assertThat(after.trash().flatMap(TrashFacts::deletedByName)).isEmpty();
    }

    @Test
    void anOutageLeavesTheStatusAsItIsNameAndAll() {
        PlanInput seen = named().claim(OBSERVED, project("cat")).input();
        Plan before = Planner.plan(seen);
        PlanInput outage = PlanInputEdits.seen(
                PlanInputEdits.next(seen, before, before.state()), Optional.empty(), seen.inventory());
        ClaimStatus during = PlanReader.view(Planner.plan(outage), "cat").claimStatus();
        assertThat(during.trash().flatMap(TrashFacts::deletedByName)).hasValue(NAME);
        assertThat(during).isEqualTo(PlanReader.view(before, "cat").claimStatus());
    }

    @Test
    void afterAnOutageThatOutlastsThePurgeNobodyIsNamed() {
        UnaryOperator<ClaimBuilder> overdue =
                c -> c.remembering(m -> m.trashed(hoursAgo(800), hoursAgo(48)).trashedBy(NAME));
        WorkspaceScenario outage =
                WorkspaceScenario.workspace().others(3).unlisted().claim(OBSERVED, project("cat"), overdue);
        assertThat(claimStatus(outage).trash().flatMap(TrashFacts::deletedByName))
                .hasValue(NAME);
        WorkspaceScenario after = WorkspaceScenario.workspace().others(3).claim(OBSERVED, project("cat"), overdue);
        assertThat(claimStatus(after).observed()).isEqualTo(ObservedState.PURGED);
        assertThat(claimStatus(after).toString()).doesNotContain(NAME);
    }

    @Test
    void driftThatIsReportedNamesWhoTrashedIt() {
        UnaryOperator<ClaimBuilder> reached = c -> c.reporting().remembering(m -> m.reached(ObservedState.ACTIVE));
        assertThat(message(named().claim(RESTORED, project("cat"), reached)))
                .startsWith("Jane Doe (somebody) changed project cat");
        assertThat(message(unnamed().claim(RESTORED, project("cat"), reached)))
                .startsWith("Somebody (somebody) changed project cat");
        assertThat(message(WorkspaceScenario.workspace()
                        .inTrash(project("cat"), TrashEntryBuilder::sayingNothing)
                        .claim(RESTORED, project("cat"), reached)))
                .startsWith("Somebody changed project cat");
    }

    @Test
    void aFightNamesWhoTrashedItLast() {
        Instant[] reversals = {hoursAgo(3), hoursAgo(2), hoursAgo(1)};
        UnaryOperator<ClaimBuilder> fighting = c -> c.remembering(m -> m.reached(ObservedState.ACTIVE, reversals));
        assertThat(message(named().claim(RESTORED, project("cat"), fighting)))
                .startsWith(
                        "Somebody keeps changing project cat after it has been restored (last trashed by Jane Doe (somebody)),");
        assertThat(message(unnamed().claim(RESTORED, project("cat"), fighting)))
                .startsWith(
                        "Somebody keeps changing project cat after it has been restored (last trashed by somebody),");
    }

    @Test
    void theWarningOfAPurgeNamesWhoTrashedIt() {
        WorkspaceScenario given = WorkspaceScenario.workspace()
                .inTrash(project("cat"), e -> e.byName(NAME).cleanupAt(WorkspaceScenario.NOW.plus(Duration.ofHours(5))))
                .claim(OBSERVED, project("cat"));
        assertThat(PlanReader.view(given.plan(), "cat").warning().map(CleanupWarning::message))
                .hasValueSatisfying(
                        message -> assertThat(message).contains("It was trashed by Jane Doe. To keep it: "));
    }

    @Test
    void theActionThatRestoresItKnowsTheName() {
        Plan plan = named().claim(RESTORED, project("cat")).plan();
        assertThat(plan.actions()).singleElement().satisfies(action -> {
            assertThat(action.kind()).isEqualTo(ActionKind.RESTORE);
            assertThat(action.entry().flatMap(entry -> entry.deletedByName())).hasValue(NAME);
        });
    }

    private static WorkspaceScenario named() {
        return WorkspaceScenario.workspace().inTrash(project("cat"), e -> e.byName(NAME));
    }

    private static WorkspaceScenario unnamed() {
        return WorkspaceScenario.workspace().inTrash(project("cat"));
    }

    private static ClaimStatus claimStatus(WorkspaceScenario given) {
        return PlanReader.view(given.plan(), "cat").claimStatus();
    }

    private static String message(WorkspaceScenario given) {
        return Optional.of(PlanReader.readiness(given.plan(), "cat"))
                .map(Readiness::message)
                .orElseThrow();
    }

    private static Instant hoursAgo(int hours) {
        return WorkspaceScenario.NOW.minus(Duration.ofHours(hours));
    }
}
