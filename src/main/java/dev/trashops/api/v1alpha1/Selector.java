package dev.trashops.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The items a rule applies to: those that satisfy every selector given. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
        value = "!has(self.projects) || !has(self.types) || 'Project' in self.types || 'Version' in self.types",
        message = "projects selects projects and versions, but types includes neither: remove projects, or add Project "
                + "or Version to types",
        fieldPath = ".projects",
        reason = "FieldValueForbidden")
@ValidationRule(
        value = "!has(self.workflows) || !has(self.types) || 'Workflow' in self.types",
        message = "workflows selects workflows, but types does not include Workflow: remove workflows, or add Workflow "
                + "to types",
        fieldPath = ".workflows",
        reason = "FieldValueForbidden")
public record Selector(
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @Size(max = 3)
        @ValidationRule(
                value = "self.size() > 0",
                message = "set Project, Version or Workflow, or remove types: an empty list matches nothing")
        @JsonPropertyDescription("Items of these types: Project, Version, Workflow. Absent: every type.")
        List<ItemType> types,

        @Size(max = 100)
        @ValidationRule(value = Rules.SOME_GLOB, message = Rules.SOME_GLOB_MESSAGE)
        @ValidationRule(value = Rules.GLOBS, message = Rules.GLOBS_MESSAGE, messageExpression = Rules.GLOBS_EXPRESSION)
        @JsonPropertyDescription(
                "Projects whose slug matches one of these globs, and the versions of these projects; for example "
                        + "prod-*. Matches no workflow unless workflows is set as well.")
        @Nullable
        List<@Size(max = Rules.SLUG_SIZE) String> projects,

        @Size(max = 100)
        @ValidationRule(value = Rules.SOME_GLOB, message = Rules.SOME_GLOB_MESSAGE)
        @ValidationRule(value = Rules.GLOBS, message = Rules.GLOBS_MESSAGE, messageExpression = Rules.GLOBS_EXPRESSION)
        @JsonPropertyDescription(
                "Workflows whose slug matches one of these globs, for example checkout-*. Matches no project or "
                        + "version unless projects is set as well.")
        @Nullable
        List<@Size(max = Rules.SLUG_SIZE) String> workflows,

        @Size(max = 128)
        @ValidationRule(
                value = "self.matches('^[!-~]+$')",
                message = "must be the uid shown in the Trash listing, without spaces")
        @JsonPropertyDescription(
                "Items in the Trash that this user moved there: the exact uid from the Trash listing. Not for action "
                        + "Trash.")
        @Nullable
        String deletedBy,

        @Size(max = Rules.DURATION_SIZE)
        @ValidationRule(value = Rules.DURATION, message = Rules.DURATION_MESSAGE)
        @ValidationRule(value = Rules.AT_LEAST_1M, message = "deletedWithin must be at least 1m")
        @ValidationRule(value = Rules.AT_MOST_30D, message = "deletedWithin must be at most 30d")
        @JsonPropertyDescription(
                "Items that were moved to the Trash within this time, from 1m to 30d. Not for action Trash. Format: a "
                        + "whole number and one unit, s, m, h or d.")
        @Nullable
        String deletedWithin,

        @Size(max = Rules.DURATION_SIZE)
        @ValidationRule(value = Rules.DURATION, message = Rules.DURATION_MESSAGE)
        @ValidationRule(value = Rules.AT_LEAST_1M, message = "cleanupWithin must be at least 1m")
        @ValidationRule(value = Rules.AT_MOST_30D, message = "cleanupWithin must be at most 30d")
        @JsonPropertyDescription(
                "Items in the Trash that Roboflow may permanently delete within this time, from 1m to 30d. Not for "
                        + "action Trash. Format: a whole number and one unit, s, m, h or d.")
        @Nullable
        String cleanupWithin,

        @Size(max = Rules.DURATION_SIZE)
        @ValidationRule(value = Rules.DURATION, message = Rules.DURATION_MESSAGE)
        @ValidationRule(value = Rules.AT_LEAST_1H, message = "olderThan must be at least 1h")
        @ValidationRule(value = Rules.AT_MOST_3650D, message = "olderThan must be at most 3650d")
        @JsonPropertyDescription(
                "Items created longer ago than this, from 1h to 3650d. Only for action Trash. Format: a whole number "
                        + "and one unit, s, m, h or d.")
        @Nullable
        String olderThan,

        @Min(1)
        @Max(10_000)
        @JsonPropertyDescription(
                "Versions of a project other than its newest ones, of which this many are kept, from 1 to 10000. All"
                        + " usable versions in the workspace are ranked by number before other selectors apply. Only in"
                        + " match, for action Trash and types [Version].")
        @Nullable
        Integer keepLast) {
    public Selector {
        types = types == null ? List.of() : List.copyOf(types);
        projects = projects == null ? null : List.copyOf(projects);
        workflows = workflows == null ? null : List.copyOf(workflows);
    }
}
