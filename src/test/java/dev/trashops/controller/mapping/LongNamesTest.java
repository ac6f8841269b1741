package dev.trashops.controller.mapping;

import static dev.trashops.plan.model.ItemKey.project;
import static dev.trashops.plan.testdata.WorkspaceScenario.NOW;
import static dev.trashops.plan.testdata.WorkspaceScenario.workspace;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.model.DesiredState;
import dev.trashops.plan.testdata.PlanReader;
import dev.trashops.plan.testdata.RuleBuilder;
import dev.trashops.plan.testdata.WorkspaceScenario;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An entry of the Trash that nothing but 20 kB of text tells from others. */
class LongNamesTest {
    private static final int SHOWN = 300;
    private static final String LONG = "x".repeat(20_000);

    @Test
    void whatOnlyHasALongIdIsShownByItsBeginning() {
        WorkspaceScenario given = workspace()
                .others(5)
                .policy(p -> p.rules(RuleBuilder.restore("save", m -> m.projects("*"))))
                .inTrash(project("unnamed"), e -> e.nameless().odd(LONG).cleanupAt(NOW.plus(Duration.ofHours(20))))
                .claim(DesiredState.RESTORED, project("cats"), c -> c.named("it"));

        String policy = Serialization.asJson(
                PolicyStatusMapper.status(PlanReader.policy(given.plan()), Optional.empty(), null, NOW));
        assertThat(policy).contains("\"nextCleanupItem\":\"project xxx", "RulesQuestionable");
        assertThat(policy).doesNotContain("x".repeat(SHOWN));

        String item = Serialization.asJson(ItemStatusMapper.status(
                PlanReader.view(given.plan(), "it"), Optional.empty(), Optional.of(project("cats")), null, NOW));
        assertThat(item).contains("IdentityAmbiguous").doesNotContain("x".repeat(SHOWN));
    }
}
