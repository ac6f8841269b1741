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

/** What a person wants of one workspace. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record RoboflowTrashPolicySpec(
        @Required
        @Size(max = Rules.SLUG_SIZE)
        @ValidationRule(value = Rules.SLUG, message = Rules.SLUG_MESSAGE)
        @ValidationRule(
                value = Rules.UNCHANGED,
                message = "the workspace can't be changed: write a new RoboflowTrashPolicy for the other workspace")
        @JsonPropertyDescription(
                "The slug of the Roboflow workspace, as it stands in the address of the Roboflow app. It "
                        + "can't be changed later: write a new policy instead.")
        String workspace,

        @Required @JsonPropertyDescription("Where the Roboflow API key of the workspace is.")
        Credentials credentials,

        @JsonPropertyDescription(
                "The part of the workspace this policy may speak of, for teams that share a workspace. Items outside "
                        + "of it are rejected. Absent: all of it.")
        @Nullable
        Scope scope,

        @Default(RoboflowTrashPolicySpec.DEFAULT_INTERVAL)
        @Size(max = Rules.DURATION_SIZE)
        @ValidationRule(value = Rules.DURATION, message = Rules.DURATION_MESSAGE)
        @ValidationRule(value = Rules.AT_LEAST_10S, message = "the interval is at least 10s")
        @ValidationRule(value = Rules.AT_MOST_1D, message = "the interval is at most 1d")
        @JsonPropertyDescription(
                "How often the Trash is looked at, from 10s to 1d. The shortest interval of all policies of a "
                        + "workspace counts. One number and one unit: s, m, h or d.")
        @Nullable
        String interval,

        @JsonPropertyDescription("While true nothing is done to any item of this policy. Observing and warning go on.")
        @Nullable
        Boolean suspend,

        @Default("Enforce")
        @JsonPropertyDescription(
                "Enforce: plan and act. Plan: plan and publish the plan in the status, but change nothing in "
                        + "Roboflow.")
        @Nullable
        Mode mode,

        @Default("{}")
        @JsonPropertyDescription("How much may go to the Trash before the operator stops and asks. On by default.")
        @Nullable
        Limits limits,

        @Default(RoboflowTrashPolicySpec.DEFAULT_WARN_BEFORE)
        @Size(max = Rules.DURATION_SIZE)
        @ValidationRule(value = Rules.DURATION, message = Rules.DURATION_MESSAGE)
        @ValidationRule(value = Rules.AT_LEAST_1D, message = "warnBefore is at least 1d")
        @ValidationRule(value = Rules.AT_MOST_30D, message = "warnBefore is at most 30d")
        @JsonPropertyDescription(
                "How long before an item is destroyed for good the condition CleanupImminent appears, from 1d to 30d;"
                        + " it sharpens 3 days and 1 day before. One number and one unit: s, m, h or d.")
        @Nullable
        String warnBefore,

        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @Size(max = 50)
        @ValidationRule(
                value = "self.all(rule, self.exists_one(other, other.name == rule.name))",
                message = "two rules have the same name: give each a name of its own",
                messageExpression =
                        "'two rules are named ' + self.map(rule, !self.exists_one(other, other.name == rule.name),"
                                + " rule.name)[0] + ': give each a name of its own'")
        @JsonPropertyDescription(
                "What is to be done with all items that are alike in something. The first rule that matches an item "
                        + "counts for it.")
        List<Rule> rules,

        @JsonPropertyDescription(
                "The plan that you reviewed, best in a pull request. What it trashes may run although it needs an "
                        + "approval or a limit holds it. Removing this field stops what has not run yet.")
        @Nullable
        ApprovedPlan approvedPlan) {
    /** The interval when nothing is said. */
    public static final String DEFAULT_INTERVAL = "1m";

    /** The time of warning when nothing is said. */
    public static final String DEFAULT_WARN_BEFORE = "7d";

    public RoboflowTrashPolicySpec {
        rules = rules == null ? List.of() : List.copyOf(rules);
    }
}
