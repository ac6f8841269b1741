package dev.trashops.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What to do with a group of the workspace's items. */
@WireFormat
@ValidationRule(
        value = "self.action != 'Trash' || has(self.match.types)",
        message = "a Trash rule requires match.types, for example types: [Version]",
        fieldPath = ".match.types",
        reason = "FieldValueRequired")
@ValidationRule(
        value = "self.action != 'Trash' || has(self.match.olderThan) || has(self.match.keepLast)",
        message = "a Trash rule requires match.olderThan, match.keepLast or both, for example olderThan: 90d",
        fieldPath = ".match",
        reason = "FieldValueRequired")
@ValidationRule(
        value = "self.action != 'Trash' || !has(self.match.types) || !('Project' in self.match.types) || "
                + "has(self.match.projects)",
        message = "a rule that trashes projects must name them: set match.projects, for example projects: [tmp-*]",
        fieldPath = ".match.projects",
        reason = "FieldValueRequired")
@ValidationRule(
        value = "self.action != 'Trash' || !has(self.match.types) || !('Project' in self.match.types) || "
                + "!has(self.match.projects) || self.match.projects.all(glob, glob.matches('[A-Za-z0-9]'))",
        message = "a rule that trashes projects must name them: each glob needs at least one letter or digit, for "
                + "example tmp-*",
        fieldPath = ".match.projects")
@ValidationRule(
        value = "self.action != 'Trash' || !has(self.match.types) || !('Training' in self.match.types)",
        message = Rules.NO_TRASHED_TRAININGS_MESSAGE,
        fieldPath = ".match.types",
        reason = "FieldValueForbidden")
@ValidationRule(
        value = "self.action != 'Trash' || !has(self.exclude) || !has(self.exclude.types) || "
                + "!('Training' in self.exclude.types)",
        message = Rules.NO_TRASHED_TRAININGS_MESSAGE,
        fieldPath = ".exclude.types",
        reason = "FieldValueForbidden")
@ValidationRule(
        value = "!has(self.match.keepLast) || (has(self.match.types) && self.match.types == ['Version'])",
        message = "keepLast counts the versions of a project: set types: [Version], or remove keepLast",
        fieldPath = ".match.keepLast",
        reason = "FieldValueForbidden")
@ValidationRule(
        value = "self.action == 'Trash' || !has(self.match.keepLast)",
        message = "keepLast is only allowed for action: Trash",
        fieldPath = ".match.keepLast",
        reason = "FieldValueForbidden")
@ValidationRule(
        value = "self.action == 'Trash' || !has(self.match.olderThan)",
        message = Rules.OLDER_THAN_MESSAGE,
        fieldPath = ".match.olderThan",
        reason = "FieldValueForbidden")
@ValidationRule(
        value = "self.action == 'Trash' || !has(self.exclude) || !has(self.exclude.olderThan)",
        message = Rules.OLDER_THAN_MESSAGE,
        fieldPath = ".exclude.olderThan",
        reason = "FieldValueForbidden")
@ValidationRule(
        value = "self.action != 'Trash' || !(has(self.match.deletedBy) || has(self.match.deletedWithin) || "
                + "has(self.match.cleanupWithin) || has(self.match.cleanupDeleteImages))",
        message = Rules.IN_TRASH_MESSAGE,
        fieldPath = ".match",
        reason = "FieldValueForbidden")
@ValidationRule(
        value = "self.action != 'Trash' || !has(self.exclude) || !(has(self.exclude.deletedBy) || "
                + "has(self.exclude.deletedWithin) || has(self.exclude.cleanupWithin) || "
                + "has(self.exclude.cleanupDeleteImages))",
        message = Rules.IN_TRASH_MESSAGE,
        fieldPath = ".exclude",
        reason = "FieldValueForbidden")
@ValidationRule(
        value = "self.action == 'Trash' || !has(self.acknowledge)",
        message = "acknowledge is only allowed for action: Trash",
        fieldPath = ".acknowledge",
        reason = "FieldValueForbidden")
@ValidationRule(
        value = "self.action == 'Trash' || !has(self.approval)",
        message = "approval is only allowed for action: Trash; the other actions need none",
        fieldPath = ".approval",
        reason = "FieldValueForbidden")
public record Rule(
        @Required
        @Size(max = 40)
        @ValidationRule(
                value = "self.matches('^[a-z0-9]([-a-z0-9]*[a-z0-9])?$')",
                message =
                        "must be 1 to 40 lower-case letters, digits and -, starting and ending with a letter or digit, "
                                + "for example prune-versions")
        @JsonPropertyDescription(
                "The name of the rule, unique within the policy: 1 to 40 lower-case letters, digits and -.")
        String name,

        @Required
        @JsonPropertyDescription(
                "Restore: bring matching items back from the Trash, and keep every resource and rule from trashing"
                        + " them. Trash: move matching items of the workspace to the Trash. Observe: list matching items"
                        + " of the Trash as TrashedItems.")
        RuleAction action,

        @Required
        @ValidationRule(
                value = Rules.SOME_SELECTOR,
                message = "an empty match matches nothing: set at least one selector, for example types: [Version]")
        @JsonPropertyDescription(
                "The items the rule applies to: those that satisfy every selector given here and match no earlier "
                        + "rule. A selector whose answer is unknown for an item does not match.")
        Selector match,

        @ValidationRule(
                value = Rules.SOME_SELECTOR,
                message = "an empty exclude excludes nothing: set at least one selector, or remove exclude")
        @ValidationRule(
                value = "!has(self.keepLast)",
                message = "keepLast is only allowed in match, where it already keeps the newest versions",
                fieldPath = ".keepLast",
                reason = "FieldValueForbidden")
        @JsonPropertyDescription(
                "The items the rule leaves alone even if they match: those that satisfy every selector given here. An "
                        + "item is also left alone while the answer is unknown.")
        @Nullable
        Selector exclude,

        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @Size(max = 8)
        @JsonPropertyDescription(
                "What may be lost when this rule trashes an item. TrainedModel: the item has a trained model, which is"
                        + " no longer served. RunningTraining: a training or version generation is running and is"
                        + " cancelled for good. WorkflowReference: a workflow uses a model of the item, and fails."
                        + " PublicProject: the project is public, and others lose what they use of it. Items with"
                        + " something that is not listed here are not trashed. Only for action Trash.")
        List<Acknowledgement> acknowledge,

        @JsonPropertyDescription(
                "Required: items are trashed once spec.approvedPlan names a plan that lists them. Automatic: items are"
                        + " trashed without approval, within the limits. Defaults to Required when absent. Only for action"
                        + " Trash.")
        @Nullable
        Approval approval) {
    public Rule {
        acknowledge = acknowledge == null ? List.of() : List.copyOf(acknowledge);
    }

    /** The items a rule applies to: those that satisfy every selector given. */
    @WireFormat
    @ValidationRule(
            value = "!has(self.projects) || !has(self.types) || 'Project' in self.types || 'Version' in self.types || "
                    + "'Training' in self.types",
            message =
                    "projects selects projects, versions and trainings, but types includes none of them: remove projects, "
                            + "or add Project, Version or Training to types",
            fieldPath = ".projects",
            reason = "FieldValueForbidden")
    @ValidationRule(
            value = "!has(self.workflows) || !has(self.types) || 'Workflow' in self.types",
            message =
                    "workflows selects workflows, but types does not include Workflow: remove workflows, or add Workflow "
                            + "to types",
            fieldPath = ".workflows",
            reason = "FieldValueForbidden")
    public record Selector(
            @JsonInclude(JsonInclude.Include.NON_EMPTY)
            @Size(max = 4)
            @ValidationRule(
                    value = "self.size() > 0",
                    message =
                            "set Project, Version, Workflow or Training, or remove types: an empty list matches nothing")
            @JsonPropertyDescription(
                    "Items of these types: Project, Version, Workflow, Training (not for action Trash). Absent: every "
                            + "type.")
            List<ItemType> types,

            @Size(max = 100)
            @ValidationRule(value = Rules.SOME_GLOB, message = Rules.SOME_GLOB_MESSAGE)
            @ValidationRule(
                    value = Rules.GLOBS,
                    message = Rules.GLOBS_MESSAGE,
                    messageExpression = Rules.GLOBS_EXPRESSION)
            @JsonPropertyDescription(
                    "Projects whose slug matches one of these globs, and the versions of these projects with their "
                            + "trainings; for example prod-*. Matches no workflow unless workflows is set as well.")
            @Nullable
            List<@Size(max = Rules.SLUG_SIZE) String> projects,

            @Size(max = 100)
            @ValidationRule(value = Rules.SOME_GLOB, message = Rules.SOME_GLOB_MESSAGE)
            @ValidationRule(
                    value = Rules.GLOBS,
                    message = Rules.GLOBS_MESSAGE,
                    messageExpression = Rules.GLOBS_EXPRESSION)
            @JsonPropertyDescription(
                    "Workflows whose slug matches one of these globs, for example checkout-*. Matches no project, "
                            + "version or training unless projects is set as well.")
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
            Integer keepLast,

            @JsonPropertyDescription(
                    "Items in the Trash of which Roboflow's permanent deletion takes images along (true) or keeps them"
                            + " (false). Unknown where the Trash listing does not say. Not for action Trash.")
            @Nullable
            Boolean cleanupDeleteImages) {
        public Selector {
            types = types == null ? List.of() : List.copyOf(types);
            projects = projects == null ? null : List.copyOf(projects);
            workflows = workflows == null ? null : List.copyOf(workflows);
        }
    }
}
