package dev.trashops.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The part of the workspace that a policy covers. What is not named is not restricted. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Scope(
        @Size(max = 100)
        @ValidationRule(value = Rules.GLOBS, message = Rules.GLOBS_MESSAGE, messageExpression = Rules.GLOBS_EXPRESSION)
        @JsonPropertyDescription(
                "Globs for project slugs, for example detector-*; a matching project is in scope with its versions. "
                        + "Absent: all projects. Empty list: none.")
        @Nullable
        List<@Size(max = Rules.SLUG_SIZE) String> projects,

        @Size(max = 100)
        @ValidationRule(value = Rules.GLOBS, message = Rules.GLOBS_MESSAGE, messageExpression = Rules.GLOBS_EXPRESSION)
        @JsonPropertyDescription(
                "Globs for workflow slugs, for example checkout-*. Absent: all workflows. Empty list: none.")
        @Nullable
        List<@Size(max = Rules.SLUG_SIZE) String> workflows) {
    public Scope {
        projects = projects == null ? null : List.copyOf(projects);
        workflows = workflows == null ? null : List.copyOf(workflows);
    }
}
