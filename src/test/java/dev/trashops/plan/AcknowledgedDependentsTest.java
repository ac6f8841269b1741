package dev.trashops.plan;

import static dev.trashops.plan.model.DesiredState.TRASHED;
import static dev.trashops.plan.model.ItemKey.project;
import static dev.trashops.plan.model.ItemKey.training;
import static dev.trashops.plan.model.ItemKey.version;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.model.Acknowledgement;
import dev.trashops.plan.model.ActiveTraining;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.model.RuleAction;
import dev.trashops.plan.model.Tristate;
import dev.trashops.plan.testdata.ClaimBuilder;
import dev.trashops.plan.testdata.PlanReader;
import dev.trashops.plan.testdata.RuleBuilder;
import dev.trashops.plan.testdata.WorkspaceScenario;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Workflows and the public hold trainings too, and what a rule acknowledges counts for what it trashes. */
class AcknowledgedDependentsTest {
    private static final ItemKey RUN = training("cat", 2, "t-1");
    private static final ItemKey VERSION = version("cat", 2);
    private static final String SENT = "ACTIVE RECONCILING Trashing TRASH sent";

    private static String held(Reason reason) {
        return "ACTIVE STALLED " + reason.text() + " TRASH held";
    }

    private static WorkspaceScenario withModel() {
        return WorkspaceScenario.workspace()
                .versions("cat", 1, 2)
                .others(20)
                .training(
                        RUN,
                        new ActiveTraining(
                                "t-1",
                                Optional.of(WorkspaceScenario.LONG_AGO),
                                Tristate.YES,
                                Tristate.NO,
                                Set.of("acme/early")));
    }

    private static WorkspaceScenario trashingRun(Acknowledgement... acknowledged) {
        return withModel().claim(TRASHED, RUN, c -> c.named("it").acknowledging(acknowledged));
    }

    @Test
    void aWorkflowThatUsesTheModelOfATrainingHoldsIt() {
        for (String use : List.of("acme/early", "cat/2")) {
            WorkspaceScenario given = trashingRun(Acknowledgement.TRAINED_MODEL).specified("near", use);
            assertThat(given.outcome("it")).isEqualTo(held(Reason.REFERENCED_BY_WORKFLOW));
            assertThat(PlanReader.readiness(given.plan(), "it").message())
                    .startsWith("Workflow near uses a model of training cat/2/t-1");
            assertThat(trashingRun(Acknowledgement.TRAINED_MODEL, Acknowledgement.WORKFLOW_REFERENCE)
                            .specified("near", use)
                            .outcome("it"))
                    .isEqualTo(SENT);
        }
        assertThat(trashingRun(Acknowledgement.TRAINED_MODEL)
                        .specified("far", "dog/2")
                        .outcome("it"))
                .isEqualTo(SENT);
    }

    @Test
    void aTrainingOfAPublicProjectStaysUntilAcknowledged() {
        for (Tristate isPublic : List.of(Tristate.YES, Tristate.UNKNOWN)) {
            assertThat(trashingRun(Acknowledgement.TRAINED_MODEL)
                            .published("cat", isPublic)
                            .outcome("it"))
                    .isEqualTo(held(Reason.PUBLIC_PROJECT));
        }
        assertThat(trashingRun(Acknowledgement.TRAINED_MODEL, Acknowledgement.PUBLIC_PROJECT)
                        .published("cat", Tristate.YES)
                        .outcome("it"))
                .isEqualTo(SENT);
    }

    /** An automatic rule trashes the version, or its project, and acknowledges that and trained models. */
    private static String byRule(ItemKey item, WorkspaceScenario given, Acknowledgement... acknowledged) {
        List<Acknowledgement> all = new ArrayList<>(List.of(acknowledged));
        all.add(Acknowledgement.TRAINED_MODEL);
        RuleBuilder rule = RuleBuilder.trash(
                        "old", s -> s.types(item.type()).projects("cat").olderThan(Duration.ofDays(30)))
                .automatic()
                .acknowledging(all.toArray(Acknowledgement[]::new));
        return given.policy(p -> p.limits(50, 100).rules(rule))
                .child(RuleAction.TRASH, item)
                .outcome(ClaimBuilder.nameOf(RuleAction.TRASH, item));
    }

    @Test
    void aRuleThatAcknowledgesWorkflowsTrashesWhatTheyUse() {
        for (ItemKey item : List.of(VERSION, project("cat"))) {
            assertThat(byRule(item, withModel().specified("near", "cat/2")))
                    .isEqualTo(held(Reason.REFERENCED_BY_WORKFLOW));
            assertThat(byRule(item, withModel().specified("near", "cat/2"), Acknowledgement.PUBLIC_PROJECT))
                    .isEqualTo(held(Reason.REFERENCED_BY_WORKFLOW));
            assertThat(byRule(item, withModel().specified("near", "cat/2"), Acknowledgement.WORKFLOW_REFERENCE))
                    .isEqualTo(SENT);
        }
    }

    @Test
    void aRuleThatAcknowledgesPublicProjectsTrashesThem() {
        for (ItemKey item : List.of(VERSION, project("cat"))) {
            assertThat(byRule(item, withModel().published("cat", Tristate.YES))).isEqualTo(held(Reason.PUBLIC_PROJECT));
            assertThat(byRule(item, withModel().published("cat", Tristate.YES), Acknowledgement.WORKFLOW_REFERENCE))
                    .isEqualTo(held(Reason.PUBLIC_PROJECT));
            assertThat(byRule(item, withModel().published("cat", Tristate.YES), Acknowledgement.PUBLIC_PROJECT))
                    .isEqualTo(SENT);
        }
    }

    @Test
    void whatAPersonWantsTrashedIsNotAcknowledgedByARule() {
        assertThat(withModel()
                        .specified("near", "cat/2")
                        .policy(p -> p.rules(RuleBuilder.trash(
                                        "old",
                                        s -> s.types(ItemType.VERSION)
                                                .projects("cat")
                                                .olderThan(Duration.ofDays(30)))
                                .acknowledging(Acknowledgement.values())))
                        .claim(TRASHED, VERSION, c -> c.named("it").acknowledging(Acknowledgement.TRAINED_MODEL))
                        .outcome("it"))
                .isEqualTo(held(Reason.REFERENCED_BY_WORKFLOW));
    }
}
