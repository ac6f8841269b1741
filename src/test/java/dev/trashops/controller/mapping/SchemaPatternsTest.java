package dev.trashops.controller.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.api.v1alpha1.RoboflowTrashPolicySpec;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicySpec.ApprovedPlan;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.TrashPlan;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SchemaPatternsTest {

    @Test
    void theSchemaAndTheOperatorTakeTheSameSlugs() throws NoSuchFieldException {
        assertThat(rules(RoboflowTrashPolicySpec.class, "workspace"))
                .contains("self.matches('^" + ItemKey.SLUG + "$')");
    }

    @Test
    void theSchemaAndTheOperatorTakeTheSameDigests() throws NoSuchFieldException {
        assertThat(rules(ApprovedPlan.class, "digest")).contains("self.matches('^" + TrashPlan.DIGEST + "$')");
    }

    private static Stream<String> rules(Class<?> type, String field) throws NoSuchFieldException {
        return Arrays.stream(type.getDeclaredField(field).getAnnotationsByType(ValidationRule.class))
                .map(ValidationRule::value);
    }
}
