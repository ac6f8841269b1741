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

/** Which items a rule speaks of: those that fit everything that is written here. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
        value = "!has(self.projects) || !has(self.types) || 'Project' in self.types || 'Version' in self.types",
        message = "projects selects projects and versions, and types has neither: remove projects, or add Project or "
                + "Version to types",
        fieldPath = ".projects",
        reason = "FieldValueForbidden")
@ValidationRule(
        value = "!has(self.workflows) || !has(self.types) || 'Workflow' in self.types",
        message = "workflows selects workflows, and types has none: remove workflows, or add Workflow to types",
        fieldPath = ".workflows",
        reason = "FieldValueForbidden")
public record Selector(
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @Size(max = 3)
        @ValidationRule(
                value = "self.size() > 0",
                message = "write Project, Version or Workflow, or remove types: an empty list fits nothing")
        @JsonPropertyDescription("Items of these types: Project, Version, Workflow. Absent: of every type.")
        List<ItemType> types,

        @Size(max = 100)
        @ValidationRule(value = Rules.SOME_GLOB, message = Rules.SOME_GLOB_MESSAGE)
        @ValidationRule(value = Rules.GLOBS, message = Rules.GLOBS_MESSAGE, messageExpression = Rules.GLOBS_EXPRESSION)
        @JsonPropertyDescription(
                "Projects whose slug fits one of these globs, and the versions of such projects; for example prod-*. "
                        + "No workflow fits, unless workflows is written, too.")
        @Nullable
        List<@Size(max = Rules.SLUG_SIZE) String> projects,

        @Size(max = 100)
        @ValidationRule(value = Rules.SOME_GLOB, message = Rules.SOME_GLOB_MESSAGE)
        @ValidationRule(value = Rules.GLOBS, message = Rules.GLOBS_MESSAGE, messageExpression = Rules.GLOBS_EXPRESSION)
        @JsonPropertyDescription(
                "Workflows whose slug fits one of these globs, for example checkout-*. No project and no version fits,"
                        + " unless projects is written, too.")
        @Nullable
        List<@Size(max = Rules.SLUG_SIZE) String> workflows,

        @Size(max = 128)
        @ValidationRule(
                value = "self.matches('^[!-~]+$')",
                message = "write the uid as the Trash listing shows it, without spaces")
        @JsonPropertyDescription(
                "Items in the Trash that this user moved there: the uid as the Trash listing shows it, exactly. "
                        + "Not for action Trash.")
        @Nullable
        String deletedBy,

        @Size(max = Rules.DURATION_SIZE)
        @ValidationRule(value = Rules.DURATION, message = Rules.DURATION_MESSAGE)
        @ValidationRule(value = Rules.AT_LEAST_1M, message = "deletedWithin is at least 1m")
        @ValidationRule(value = Rules.AT_MOST_30D, message = "deletedWithin is at most 30d")
        @JsonPropertyDescription(
                "Items in the Trash that were moved there no longer ago than this, from 1m to 30d. Not for action "
                        + "Trash. One number and one unit: s, m, h or d.")
        @Nullable
        String deletedWithin,

        @Size(max = Rules.DURATION_SIZE)
        @ValidationRule(value = Rules.DURATION, message = Rules.DURATION_MESSAGE)
        @ValidationRule(value = Rules.AT_LEAST_1M, message = "cleanupWithin is at least 1m")
        @ValidationRule(value = Rules.AT_MOST_30D, message = "cleanupWithin is at most 30d")
        @JsonPropertyDescription(
                "Items in the Trash that Roboflow may destroy for good within this time, from 1m to 30d. Not for "
                        + "action Trash. One number and one unit: s, m, h or d.")
        @Nullable
        String cleanupWithin,

        @Size(max = Rules.DURATION_SIZE)
        @ValidationRule(value = Rules.DURATION, message = Rules.DURATION_MESSAGE)
        @ValidationRule(value = Rules.AT_LEAST_1H, message = "olderThan is at least 1h")
        @ValidationRule(value = Rules.AT_MOST_3650D, message = "olderThan is at most 3650d")
        @JsonPropertyDescription(
                "Items that were created longer ago than this, from 1h to 3650d. Only for action Trash. One number and"
                        + " one unit: s, m, h or d.")
        @Nullable
        String olderThan,

        @Min(1)
        @Max(10_000)
        @JsonPropertyDescription(
                "Versions beyond the newest of their project, of which this many are kept, from 1 to 10000. All usable"
                        + " versions in the workspace are ranked by number, before any other selector counts. Only in match, "
                        + "for action Trash and types [Version].")
        @Nullable
        Integer keepLast) {
    public Selector {
        types = types == null ? List.of() : List.copyOf(types);
        projects = projects == null ? null : List.copyOf(projects);
        workflows = workflows == null ? null : List.copyOf(workflows);
    }
}
