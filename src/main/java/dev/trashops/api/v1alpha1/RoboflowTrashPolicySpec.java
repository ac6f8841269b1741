package dev.trashops.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The desired state of one workspace. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record RoboflowTrashPolicySpec(
        @Required
        @Size(max = Rules.SLUG_SIZE)
        @ValidationRule(value = Rules.SLUG, message = Rules.SLUG_MESSAGE)
        @ValidationRule(
                value = Rules.UNCHANGED,
                message = "workspace is immutable: create a new RoboflowTrashPolicy for the other workspace")
        @JsonPropertyDescription(
                "The slug of the Roboflow workspace, from the URL of the Roboflow app. Immutable: create a new policy "
                        + "for another workspace.")
        String workspace,

        @Required @JsonPropertyDescription("Where to find the Roboflow API key of the workspace.")
        Credentials credentials,

        @JsonPropertyDescription(
                "The part of the workspace this policy covers, for teams that share a workspace. Items outside of it "
                        + "are rejected. Absent: the whole workspace.")
        @Nullable
        Scope scope,

        @Default(RoboflowTrashPolicySpec.DEFAULT_INTERVAL)
        @Size(max = Rules.DURATION_SIZE)
        @ValidationRule(value = Rules.DURATION, message = Rules.DURATION_MESSAGE)
        @ValidationRule(value = Rules.AT_LEAST_10S, message = "interval must be at least 10s")
        @ValidationRule(value = Rules.AT_MOST_1D, message = "interval must be at most 1d")
        @JsonPropertyDescription(
                "How often the Trash is listed, from 10s to 1d. If several policies name the same workspace, the "
                        + "shortest interval applies. Format: a whole number and one unit, s, m, h or d.")
        @Nullable
        String interval,

        @JsonPropertyDescription(
                "If true, the operator changes none of this policy's items. It still observes them and warns.")
        @Nullable
        Boolean suspend,

        @Default("Enforce")
        @JsonPropertyDescription(
                "Enforce: plan and act. Plan: compute the plan and publish it in the status, but change nothing in "
                        + "Roboflow.")
        @Nullable
        Mode mode,

        @Default("{}")
        @JsonPropertyDescription(
                "How many items may be trashed. A batch over a limit is held as a whole until it is approved. On by "
                        + "default.")
        @Nullable
        Limits limits,

        @Default(RoboflowTrashPolicySpec.DEFAULT_WARN_BEFORE)
        @Size(max = Rules.DURATION_SIZE)
        @ValidationRule(value = Rules.DURATION, message = Rules.DURATION_MESSAGE)
        @ValidationRule(value = Rules.AT_LEAST_1D, message = "warnBefore must be at least 1d")
        @ValidationRule(value = Rules.AT_MOST_30D, message = "warnBefore must be at most 30d")
        @JsonPropertyDescription(
                "How long before an item's permanent deletion the condition CleanupImminent appears, from 1d to 30d;"
                        + " its reason changes 3 days and 1 day before. Format: a whole number and one unit, s, m, h or"
                        + " d.")
        @Nullable
        String warnBefore,

        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @Size(max = 50)
        @ValidationRule(
                value = "self.all(rule, self.exists_one(other, other.name == rule.name))",
                message = "two rules have the same name: rule names must be unique",
                messageExpression =
                        "'two rules are named ' + self.map(rule, !self.exists_one(other, other.name == rule.name),"
                                + " rule.name)[0] + ': rule names must be unique'")
        @JsonPropertyDescription("Rules for groups of items. The first rule that matches an item applies to it.")
        List<Rule> rules,

        @JsonPropertyDescription(
                "The plan that you reviewed, ideally in a pull request. Its items may be trashed although they need "
                        + "approval or exceed a limit. Remove this field to stop what has not run yet.")
        @Nullable
        ApprovedPlan approvedPlan) {
    /** The default of interval. */
    public static final String DEFAULT_INTERVAL = "1m";

    /** The default of warnBefore. */
    public static final String DEFAULT_WARN_BEFORE = "7d";

    public RoboflowTrashPolicySpec {
        rules = rules == null ? List.of() : List.copyOf(rules);
    }
}
