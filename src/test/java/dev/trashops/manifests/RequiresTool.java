package dev.trashops.manifests;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Skips a test class where a program that it runs is not at hand. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(RequiresTool.Condition.class)
@interface RequiresTool {
    Tool[] value();

    /** Looks for the programs. */
    final class Condition implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            return context.getElement()
                    .map(element -> element.getAnnotation(RequiresTool.class))
                    .flatMap(needs -> Stream.of(needs.value())
                            .filter(tool -> !tool.isAtHand())
                            .findFirst())
                    .map(tool -> ConditionEvaluationResult.disabled(tool.need()))
                    .orElse(ConditionEvaluationResult.enabled("all that it runs is at hand"));
        }
    }
}
