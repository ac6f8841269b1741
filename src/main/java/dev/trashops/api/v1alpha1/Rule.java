package dev.trashops.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is to be done with all items of the workspace that are alike in something. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
        value = "self.action != 'Trash' || has(self.match.types)",
        message = "a Trash rule says what it trashes: write types, for example types: [Version]",
        fieldPath = ".match.types",
        reason = "FieldValueRequired")
@ValidationRule(
        value = "self.action != 'Trash' || has(self.match.olderThan) || has(self.match.keepLast)",
        message = "a Trash rule says what is old: write olderThan, keepLast or both, for example olderThan: 90d",
        fieldPath = ".match",
        reason = "FieldValueRequired")
@ValidationRule(
        value = "self.action != 'Trash' || !has(self.match.types) || !('Project' in self.match.types) || "
                + "has(self.match.projects)",
        message = "a rule that trashes projects names them: write projects, for example projects: [tmp-*]",
        fieldPath = ".match.projects",
        reason = "FieldValueRequired")
@ValidationRule(
        value = "self.action != 'Trash' || !has(self.match.types) || !('Project' in self.match.types) || "
                + "!has(self.match.projects) || self.match.projects.all(glob, glob.matches('[A-Za-z0-9]'))",
        message = "a rule that trashes projects names them: write at least one letter or digit in each glob, for "
                + "example tmp-*",
        fieldPath = ".match.projects")
@ValidationRule(
        value = "!has(self.match.keepLast) || (has(self.match.types) && self.match.types == ['Version'])",
        message = "keepLast counts the versions of a project: write types: [Version], or remove keepLast",
        fieldPath = ".match.keepLast",
        reason = "FieldValueForbidden")
@ValidationRule(
        value = "self.action == 'Trash' || !has(self.match.keepLast)",
        message = "keepLast is for action: Trash: remove it",
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
                + "has(self.match.cleanupWithin))",
        message = Rules.IN_TRASH_MESSAGE,
        fieldPath = ".match",
        reason = "FieldValueForbidden")
@ValidationRule(
        value = "self.action != 'Trash' || !has(self.exclude) || !(has(self.exclude.deletedBy) || "
                + "has(self.exclude.deletedWithin) || has(self.exclude.cleanupWithin))",
        message = Rules.IN_TRASH_MESSAGE,
        fieldPath = ".exclude",
        reason = "FieldValueForbidden")
@ValidationRule(
        value = "self.action == 'Trash' || !has(self.acknowledge)",
        message = "acknowledge is for action: Trash: remove it",
        fieldPath = ".acknowledge",
        reason = "FieldValueForbidden")
@ValidationRule(
        value = "self.action == 'Trash' || !has(self.approval)",
        message = "approval is for action: Trash, the others need none: remove it",
        fieldPath = ".approval",
        reason = "FieldValueForbidden")
public record Rule(
        @Required
        @Size(max = 40)
        @ValidationRule(
                value = "self.matches('^[a-z0-9]([-a-z0-9]*[a-z0-9])?$')",
                message =
                        "write a name of 1 to 40 lower-case letters, digits and -, beginning and ending with a letter "
                                + "or a digit; for example prune-versions")
        @JsonPropertyDescription(
                "The name of the rule, which no other rule of the policy has: 1 to 40 lower-case letters, digits and -.")
        String name,

        @Required
        @JsonPropertyDescription(
                "Restore: bring what matches back from the Trash, and let no resource and no rule trash it. Trash: move "
                        + "what matches and is in the workspace to the Trash. Observe: show what matches and is in the Trash "
                        + "as TrashedItems.")
        RuleAction action,

        @Required
        @ValidationRule(
                value = Rules.SOME_SELECTOR,
                message = "an empty match matches nothing: write at least one selector, for example types: [Version]")
        @JsonPropertyDescription(
                "What the rule speaks of: the items that fit every selector written here, and that no earlier rule "
                        + "matches. An item of which that can't be told does not match.")
        Selector match,

        @ValidationRule(
                value = Rules.SOME_SELECTOR,
                message = "an empty exclude excludes nothing: write at least one selector, or remove exclude")
        @ValidationRule(
                value = "!has(self.keepLast)",
                message = "write keepLast in match: it already keeps the newest",
                fieldPath = ".keepLast",
                reason = "FieldValueForbidden")
        @JsonPropertyDescription(
                "What the rule leaves alone whatever match says: the items that fit every selector written here. An "
                        + "item of which that can't be told is left alone, too.")
        @Nullable
        Selector exclude,

        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @Size(max = 8)
        @JsonPropertyDescription(
                "What may be lost by what the rule trashes. TrainedModel: there is a trained model, which stops being "
                        + "served. RunningTraining: a training or a generation is running, which is cancelled for good. Items "
                        + "with something that is not named here stay where they are. Only for action Trash.")
        List<Acknowledgement> acknowledge,

        @JsonPropertyDescription(
                "Required: what the rule trashes goes once spec.approvedPlan names a plan that lists it. Automatic: it "
                        + "goes by itself, within the limits. Absent means Required. Only for action Trash.")
        @Nullable
        Approval approval) {
    public Rule {
        acknowledge = acknowledge == null ? List.of() : List.copyOf(acknowledge);
    }
}
